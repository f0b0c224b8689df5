import { InvariantError } from "@/lib/core/invariant";
import type { HeldUnit, Hold } from "./hold";
import type { HoldExpired, HoldResult, SoldOut, Unavailable } from "./problems";

export type ReplaceProblem = SoldOut | { kind: "seats_taken"; seats: string[] } | HoldExpired | Unavailable;

/** Postgres says these units of the hold are owned: they count as sold, and the hold gets others. */
export async function replace(_wish: { hold: Hold; sold: HeldUnit[] }): HoldResult<ReplaceProblem> {
  throw new InvariantError("not built yet");
}
