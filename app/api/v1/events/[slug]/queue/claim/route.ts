import { actingFan } from "@/lib/auth/visitor";
import { isPrefetch, json } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { slugParams } from "@/lib/events/slug";
import { claim } from "@/lib/waiting-room/claim";
import { passCookieLines } from "@/lib/waiting-room/own-pass";
import { personOf } from "@/lib/waiting-room/person";
import { admitted, claimRequest, notYet } from "@/lib/waiting-room/state-document";
import { readTicket } from "@/lib/waiting-room/ticket";
import { currentState } from "../current-state";

const enter = route(
  {
    name: "claimPass",
    summary: "Be let in",
    detail:
      "Show the ticket once your place is called. 202 says when to ask again: who does keeps their turn. Again is the " +
      "same session. A ticket works only for the fan who joined.",
    by: ["fan"],
    params: slugParams,
    body: claimRequest,
    answers: { 200: admitted, 202: notYet },
    problems: ["forbidden", "not_found", "conflict", "gone"],
  },
  async ({ request, params, body }) => {
    if (isPrefetch(request)) return refuse({ kind: "forbidden", detail: "Looking ahead claims nothing" });
    const current = await currentState(params.slug);
    if (!current) return refuse({ kind: "not_found" });
    const { room, state } = current;
    const [fan, ticket] = [actingFan(request), readTicket(room.id, body.ticket)];
    if (!fan || ticket?.fan !== personOf(room.id, { visitor: fan })) return refuse({ kind: "forbidden" });
    const draw = { count: state.draw?.count ?? 0, seed: state.draw?.seed ?? "", mode: state.mode };
    const claimed = await claim(room.id, ticket, { draw, ratePerMinute: state.ratePerMinute });
    if (!claimed.ok) return claimed;
    if (claimed.value.kind === "wait") {
      const { kind: _, ...wait } = claimed.value;
      return json(wait, { status: 202 });
    }
    const { pass } = claimed.value;
    const answer = json({ pass: pass.pass, expiresAt: pass.expiresAt.toISOString() });
    for (const line of await passCookieLines(room.id, pass)) answer.headers.append("Set-Cookie", line);
    return answer;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: enter });
