import { actingUser } from "@/lib/auth/current-user";
import { askingFan } from "@/lib/auth/visitor";
import { json } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { readEvent } from "@/lib/events/read-event";
import { slugParams } from "@/lib/events/slug";
import { limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";
import { hotRoom } from "@/lib/waiting-room/gate-document";
import { join } from "@/lib/waiting-room/join";
import { personOf } from "@/lib/waiting-room/person";
import { joined, joinRequest } from "@/lib/waiting-room/state-document";
import { readTicket } from "@/lib/waiting-room/ticket";
import { isSoldOut } from "./current-state";

/** Who is signed in is one person on all their devices; who joined before signing in keeps the better place. */
async function personAsking(request: Request, eventId: string, fan: string): Promise<string> {
  const user = await actingUser(request);
  return personOf(eventId, user ? { account: user.id } : { visitor: fan });
}

const enter = route(
  {
    name: "joinQueue",
    summary: "Join a waiting room",
    detail:
      "Again is the same number. Without a waiting room the state is `open`: go on. The ticket proves your number: keep " +
      "it, show it when your place is called, and bring it here again whenever `epoch` of the state has grown: then the " +
      "room may have lost your number.",
    by: ["anyone", "fan"],
    params: slugParams,
    body: joinRequest,
    answers: { 200: joined },
    problems: ["not_found", "unauthenticated", "rate_limited"],
  },
  async ({ request, params, body }) => {
    const asking = askingFan(request);
    if (!asking.ok) return asking;
    const { fan, cookie } = asking.value;
    const counted = await limit("join", { network: networkOf(request.headers), fan });
    if (!counted.ok) return counted;
    const room = await hotRoom(params.slug);
    if (!room) {
      const event = await readEvent(params.slug);
      return event?.status === "published" ? json({ state: "open" }) : refuse({ kind: "not_found" });
    }
    if (isSoldOut(room.id)) return json({ state: "sold_out" });
    const person = await personAsking(request, room.id, fan);
    const shown = body.ticket === undefined ? undefined : readTicket(room.id, body.ticket);
    const place = await join({ eventId: room.id, person, fan: personOf(room.id, { visitor: fan }), shown });
    const answer = json(place);
    for (const line of cookie) answer.headers.append("Set-Cookie", line);
    return answer;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: enter });
