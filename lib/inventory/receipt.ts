import { openToken, sealToken } from "@/lib/core/token";
import type { Hold } from "./hold";
import { eventOfHold } from "./hold-id";
import { lineOf } from "./hold-line";

export type Receipt = { holdId: string; generation: number; line: string };

/** What the fan shows to get the same units again, should the store lose the hold. */
export const receiptOf = (hold: Hold): string =>
  sealToken("receipt", hold.eventId, {
    holdId: hold.id,
    generation: hold.generation,
    line: lineOf(hold),
  } satisfies Receipt);

/** A receipt we wrote for a hold of this event; undefined for anything else. */
export function readReceipt(text: string, eventId: string): Receipt | undefined {
  const payload = openToken("receipt", eventId, text);
  if (!isReceipt(payload) || eventOfHold(payload.holdId) !== eventId) return undefined;
  return payload;
}

const isReceipt = (payload: unknown): payload is Receipt =>
  typeof payload === "object" &&
  payload !== null &&
  "holdId" in payload &&
  "generation" in payload &&
  "line" in payload &&
  typeof payload.holdId === "string" &&
  typeof payload.generation === "number" &&
  typeof payload.line === "string";
