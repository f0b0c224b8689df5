import { OutageError } from "@/lib/core/failure";
import { type Known, recall, remember } from "./known-rooms";
import { openRoom } from "./open-room";
import { recover } from "./recover";
import type { Reply } from "./room-script";

const progress = /^\d+ \d+ \d+ \d+$/;

/** The last word of a reply that was decided; it is no part of the answer. */
function learn(eventId: string, reply: Reply): Reply {
  const last = reply.at(-1) ?? "";
  if (!progress.test(last)) return reply;
  const [epoch = 0, issued = 0, serving = 0, admitted = 0] = last.split(" ").map(Number);
  remember(eventId, { epoch, issued, serving, admitted });
  const [word, ...rest] = reply;
  return [word, ...rest.slice(0, -1)];
}

/**
 * Asks a script until it has an answer of its own. A store that does not know the room, or knows less of it than was
 * known before, mints nothing: the room is recovered from Postgres, once. `proven` is a number somebody holds a ticket of.
 * Throws an OutageError when a store does not answer, or is lost again.
 */
export async function inRoom(
  eventId: string,
  ask: (known: Known) => Promise<Reply>,
  { proven = 0 } = {},
): Promise<Reply> {
  const known = recall(eventId) ?? (await openRoom(eventId));
  const reply = await ask(known);
  if (reply[0] !== "not_loaded") return learn(eventId, reply);
  const recovered = await recover(eventId, { ...known, issued: Math.max(known.issued, proven) });
  const again = await ask(recovered);
  if (again[0] === "not_loaded") throw new OutageError("the waiting room is not there");
  return learn(eventId, again);
}
