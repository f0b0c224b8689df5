import { setTimeout as sleep } from "node:timers/promises";
import { OutageError } from "@/lib/core/failure";
import { furthest, type Known, knownIn, recall, remember } from "./known-rooms";
import type { Lane } from "./lanes";
import { openRoom } from "./open-room";
import { recover } from "./recover";
import type { Reply } from "./room-script";

/** The last word of a reply that was decided; it is no part of the answer. */
function learn(eventId: string, reply: Reply): Reply {
  const known = knownIn(reply.at(-1) ?? "");
  if (!known) return reply;
  remember(eventId, known);
  const [word, ...rest] = reply;
  return [word, ...rest.slice(0, -1)];
}

const attemptsMax = 4;
// Another process has a new epoch in Postgres and is about to load it.
const apartMs = 1000;
const underWay = new Map<string, Promise<boolean>>();

function provenIn(known: Known, lane: Lane, number: number): Known {
  const proven = { issued: number, serving: 0 };
  return lane ? { ...known, lanes: { ...known.lanes, [lane]: proven } } : { ...known, ...proven };
}

/** Of all that meet the same loss at once here, one recovers the room. */
function recoverOnce(eventId: string, seen: Known): Promise<boolean> {
  const recovering = underWay.get(eventId) ?? recover(eventId, seen).finally(() => underWay.delete(eventId));
  underWay.set(eventId, recovering);
  return recovering;
}

/**
 * Asks a script until it has an answer of its own. A store that does not know the room, or knows less of it than was
 * known before, mints nothing: the room is recovered from Postgres first. `proven` is a number of `lane` that somebody
 * holds a ticket of.
 * Throws an OutageError when a store does not answer, or is lost again and again.
 */
export async function inRoom(
  eventId: string,
  ask: (known: Known) => Promise<Reply>,
  { proven = 0, lane = "" }: { proven?: number; lane?: Lane } = {},
): Promise<Reply> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const known = recall(eventId) ?? (await openRoom(eventId));
    const reply = await ask(known);
    if (reply[0] !== "not_loaded") return learn(eventId, reply);
    const now = recall(eventId) ?? known;
    if (now.epoch > known.epoch) continue;
    const isLoaded = await recoverOnce(eventId, furthest(now, provenIn(now, lane, proven)));
    if (!isLoaded) await sleep(apartMs);
  }
  throw new OutageError("the waiting room is not there");
}
