import type { Result } from "@/lib/core/result";
import type { Catalogue } from "./catalogue";
import type { HeldItem, Hold, Line } from "./hold";

/** Redis (or Postgres, while Redis is being rebuilt) did not answer in time. */
export type Unavailable = { kind: "unavailable"; retryAfterSeconds: number };
export type NotFound = { kind: "not_found" };
export type HoldExpired = { kind: "hold_expired" };
export type NotOnSale = { kind: "not_on_sale"; opensAt?: Date };
/** What is left of each ticket type that was asked for. */
export type SoldOut = { kind: "sold_out"; available: Record<string, number> };
export type LimitExceeded = { kind: "limit_exceeded"; limit: Limit; max: number };
export type Limit = "per_type" | "per_order" | "per_fan" | "extensions";
/** Somebody has these seats; by their ids in the plan. */
export type SeatsTaken = { kind: "seats_taken"; seats: string[] };
/** These seats may not be picked like this. `single_gap` names the seats that would be left alone. */
export type RuleBroken = { kind: "conflict"; rule: SeatRule; seats: string[] };
export const seatRules = ["accessible_need", "companion_beside", "single_gap"] as const;
export type SeatRule = (typeof seatRules)[number];
/** The hold is being paid, by the order named. */
export type Paying = { kind: "conflict"; orderId: string };

/** The fan gave back too many holds of this event lately. */
export type RateLimited = { kind: "rate_limited"; retryAfterSeconds: number };

export type ReserveProblem =
  | SoldOut
  | SeatsTaken
  | RuleBroken
  | LimitExceeded
  | NotOnSale
  | RateLimited
  | { kind: "idempotency_mismatch" }
  | HoldExpired
  | NotFound
  | Unavailable;

/** Prices by the terms of a catalogue; given as a value, so that inventory imports no other domain. */
export type PriceLines = (catalogue: Catalogue, lines: Line[]) => { items: HeldItem[]; totalCents: number };

export type HoldResult<Problem extends { kind: string }> = Promise<Result<Hold, Problem>>;
/** Whose hold: one of somebody else's is `not_found`, one that ended is `hold_expired`. */
export type OwnHold = { holdId: string; fan: string };
