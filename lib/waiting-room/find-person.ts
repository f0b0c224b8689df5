import { personCalled, userIdOf } from "@/db/queries/waiting-rooms";
import { redis } from "@/lib/redis/client";
import { shortHashLength } from "./gate";
import { keysOf } from "./keys";
import { laneNames } from "./lanes";
import { personOf, turnsOf } from "./person";
import { saveRoom } from "./save-room";

const code = new RegExp(`^[A-Za-z0-9_-]{${shortHashLength}}$`);

/**
 * Whom an organizer means: by the address of an account that has joined, or by the code that a waiting page shows, once
 * its fan has come when called. Undefined where nobody in this room is that.
 */
export async function findPerson(eventId: string, who: string): Promise<string | undefined> {
  if (code.test(who)) {
    // Postgres may not have heard yet of who came a moment ago.
    await saveRoom(eventId);
    return personCalled(eventId, who);
  }
  const account = await userIdOf(who.toLowerCase());
  if (account === undefined) return undefined;
  const turns = turnsOf(eventId, personOf(eventId, { account }));
  const lines = ["" as const, ...laneNames].map((own) => keysOf(eventId, { own })[1] ?? "");
  const numbers = await Promise.all(lines.map((q) => redis().zmscore(q, turns)));
  // Their latest turn: those before it are over.
  return turns.findLast((_, turn) => numbers.some((inLine) => inLine?.[turn] != null));
}
