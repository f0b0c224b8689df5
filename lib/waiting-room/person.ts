import { createHmac } from "node:crypto";
import { deriveKey, masters } from "@/lib/core/keys";

const length = 22;
const turnsMax = 50;

function hashesIn(eventId: string): (name: string) => string {
  const [first] = masters();
  if (!first) throw new Error("no master key");
  const key = deriveKey(first.master, "person", eventId);
  return (name) => createHmac("sha256", key).update(name).digest("base64url").slice(0, length);
}

/**
 * Who stands in the rooms of an event: 132 bits that only we can make of an account or a visitor, so that passes,
 * receipts and lists of the revoked say nothing of either, and nobody is followed from one event to another.
 * A changed master makes everybody somebody else: it is not changed while a room is hot.
 */
export function personOf(eventId: string, who: { account: string } | { visitor: string }): string {
  return hashesIn(eventId)("account" in who ? `a:${who.account}` : `v:${who.visitor}`);
}

/**
 * Who the same person is in each turn they may have, the first one as `personOf` gives it: a ticket works for one turn,
 * and who joins again is somebody new to scripts, passes and lists of the revoked.
 */
export function turnsOf(eventId: string, first: string): string[] {
  const hash = hashesIn(eventId);
  const turns = [first];
  while (turns.length < turnsMax) turns.push(hash(`again|${turns.at(-1)}`));
  return turns;
}

/** Whether a person is somebody in one of their turns. */
export const isTurnOf = (eventId: string, first: string, person: string): boolean =>
  person === first || turnsOf(eventId, first).includes(person);
