import { createHmac } from "node:crypto";
import { durations } from "@/lib/core/durations";
import { deriveKey, masters } from "@/lib/core/keys";

const keptMax = 10_000;
/** Until when a network is challenged in a room without the store being asked again. */
const flags = new Map<string, number>();
/** Challenges given in a room that its store was not told of yet. */
const untold = new Map<string, number>();

const nameOf = (eventId: string, network: string) => `${eventId}|${network}`;

/** As many 16-bit counters as scripts/challenge.lua has: in a room of a million, eight networks share one. */
const counters = 2 ** 17;

/** Where a room counts the numbers of a network. Which networks came can be read from no store. */
export function counterOf(eventId: string, network: string): number {
  const [first] = masters();
  if (!first) throw new Error("no master key");
  const key = deriveKey(first.master, "challenge", `${eventId}|network`);
  return createHmac("sha256", key).update(network).digest().readUInt32BE(0) % counters;
}

export function flag(eventId: string, network: string): void {
  if (flags.size >= keptMax) flags.clear();
  flags.set(nameOf(eventId, network), Date.now() + durations.challengeFlagMs);
}

export const isFlagged = (eventId: string, network: string): boolean =>
  (flags.get(nameOf(eventId, network)) ?? 0) > Date.now();

export function noteGiven(eventId: string): void {
  if (untold.size >= keptMax) untold.clear();
  untold.set(eventId, (untold.get(eventId) ?? 0) + 1);
}

/** What the next call to the room's store tells it, once. */
export function takeGiven(eventId: string): number {
  const given = untold.get(eventId) ?? 0;
  untold.delete(eventId);
  return given;
}
