import { actingUser, hasSession } from "@/lib/auth/current-user";
import { askingFan } from "@/lib/auth/visitor";
import { isPrefetch, json, problemResponse } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { readEvent } from "@/lib/events/read-event";
import { slugParams } from "@/lib/events/slug";
import { limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";
import { challengeFor, prove } from "@/lib/waiting-room/challenge/prove";
import { hotRoom } from "@/lib/waiting-room/gate-document";
import { joinLine } from "@/lib/waiting-room/join-line";
import { laneOf } from "@/lib/waiting-room/lanes";
import { personOf } from "@/lib/waiting-room/person";
import { joined, joinRequest } from "@/lib/waiting-room/state-document";
import { readTicket } from "@/lib/waiting-room/ticket";
import { isSoldOut } from "./current-state";

const fullDetail = "This lane has given out all of its places";

/** Without a room whoever asks may go on, if there is such an event at all. */
async function unqueued(slug: string) {
  const event = await readEvent(slug);
  return event?.status === "published" ? json({ state: "open" }) : refuse({ kind: "not_found" });
}

const enter = route(
  {
    name: "joinQueue",
    summary: "Join a waiting room",
    detail:
      "Joining again gives the same number. Whose turn is over is `gone`; they may have another one at the end of the line, by " +
      "`again`, unless their pass was taken back. Without a waiting room the state is `open`: go on. The ticket proves your number: keep " +
      "it, show it when your place is called, and bring it here again whenever `epoch` of the state has grown: then the " +
      "room may have lost your number. A code of a lane gives a number in that line; without a code you stay in " +
      "the line of the ticket you bring, or stand in everybody's. Once many have joined from your network, 403 `challenge_required` carries a " +
      "challenge: solve it and join again with its solution, as the same visitor. Who is signed in is not asked.",
    by: ["anyone", "fan"],
    params: slugParams,
    body: joinRequest,
    answers: { 200: joined },
    problems: ["not_found", "unauthenticated", "rate_limited", "challenge_required", "forbidden", "code_invalid"],
  },
  async ({ request, requestId, params, body }) => {
    if (isPrefetch(request)) return refuse({ kind: "forbidden", detail: "Looking ahead joins nothing" });
    const asking = askingFan(request);
    if (!asking.ok) return asking;
    const { fan, cookie } = asking.value;
    const answered = (answer: Response) => {
      for (const line of cookie) answer.headers.append("Set-Cookie", line);
      return answer;
    };
    const network = networkOf(request.headers);
    // Whoever guesses codes is counted as one who does.
    const counting = () => limit(body.code === undefined ? "join" : "code", { network, fan });

    const room = await hotRoom(params.slug);
    if (!room) {
      const counted = await counting();
      return counted.ok ? unqueued(params.slug) : counted;
    }
    const visitor = { eventId: room.id, fan: personOf(room.id, { visitor: fan }) };
    const shown = body.ticket === undefined ? undefined : readTicket(room.id, body.ticket);
    const opened = body.code === undefined ? undefined : laneOf(room.settings, body.code);
    const { again } = body;
    const proving = () => prove(visitor, { network, solution: body.solution, shown: again ? undefined : shown });
    // A session is read from Postgres: behind the limit alone.
    const early = hasSession(request) ? undefined : await proving();
    if (early && !early.ok) return answered(problemResponse(early.problem, requestId));
    const counted = await counting();
    if (!counted.ok) return counted;
    if (isSoldOut(room.id)) return json({ state: "sold_out" });
    if (body.code !== undefined && !opened) return refuse({ kind: "code_invalid" });
    const lane = opened ?? (shown?.fan === visitor.fan ? shown.lane : "");
    // Who is signed in is one person on all their devices; who joined before signing in keeps the better place.
    const user = await actingUser(request);
    const proof = user ? undefined : (early ?? (await proving()));
    if (proof && !proof.ok) return answered(problemResponse(proof.problem, requestId));
    const person = user ? personOf(room.id, { account: user.id }) : visitor.fan;
    const who = { ...visitor, person, shown, again, network: proof?.value };
    const place = await joinLine(room.settings, { ...who, lane, hasCode: opened !== undefined });
    if (place.state === "full")
      return answered(problemResponse({ kind: "code_invalid", detail: fullDetail }, requestId));
    if (place.state === "challenged") return answered(problemResponse(await challengeFor(visitor), requestId));
    return answered(json(place));
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: enter });
