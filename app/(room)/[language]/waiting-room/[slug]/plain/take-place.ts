import { headers } from "next/headers";
import { currentUser } from "@/lib/auth/current-user";
import { isOutage } from "@/lib/core/failure";
import { limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";
import type { HotRoom } from "@/lib/waiting-room/gate-document";
import type { Place } from "@/lib/waiting-room/join";
import { joinLine } from "@/lib/waiting-room/join-line";
import { laneOf } from "@/lib/waiting-room/lanes";
import { personOf } from "@/lib/waiting-room/person";
import type { Ticket } from "@/lib/waiting-room/ticket";
import type { PlainPlace } from "./plain-place";

type Taking = { room: HotRoom; fan: string; shown?: Ticket | undefined; code?: string; again?: boolean };

/**
 * The place of whoever asks, as themselves or as their account, in the lane their code opens; undefined where they ask
 * too often. `full`, too, where no lane has that code.
 */
export async function takePlace({ room, fan, shown, code, again }: Taking): Promise<Place | undefined> {
  const network = networkOf(await headers());
  const counted = await limit(code ? "code" : "join", { network, fan });
  if (!counted.ok) return undefined;
  const lane = code ? laneOf(room.settings, code) : (shown?.lane ?? "");
  if (lane === undefined) return { state: "full" };
  const user = await currentUser();
  const eventId = room.id;
  const visitor = personOf(eventId, { visitor: fan });
  const who = user
    ? { person: personOf(eventId, { account: user.id }) }
    : { person: visitor, network: { name: network, isProven: false } };
  return joinLine(room.settings, { eventId, fan: visitor, shown, again, lane, hasCode: Boolean(code), ...who });
}

/** What an address tells the page of a place. */
export function placeQuery({ ticket, state }: Place): string {
  if (state === "challenged") return "check=";
  if (state === "full") return "refused=";
  return ticket ? `ticket=${ticket}` : `ended=${state}`;
}

/** In a new epoch the room may have lost its numbers: the page goes on with a ticket that was shown to it; until then as it was. */
export async function broughtAgain({ hot, fan, ticket }: PlainPlace): Promise<string | undefined> {
  if (!fan || !ticket || ticket.epoch >= hot.state.epoch) return undefined;
  try {
    const place = await takePlace({ room: hot.room, fan, shown: ticket });
    return place && placeQuery(place);
  } catch (error) {
    if (!isOutage(error)) throw error;
    return undefined;
  }
}
