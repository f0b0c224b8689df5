import { InvariantError } from "@/lib/core/invariant";
import type { Line } from "./hold";
import type { HoldResult, OwnHold, Paying, PriceLines, ReserveProblem } from "./problems";

export type ChangeProblem = ReserveProblem | Paying;

/** The hold with these lines instead: what stays keeps its units, its price and the expiry. */
export async function change(
  _wish: OwnHold & { lines: Line[] },
  _price: PriceLines,
): HoldResult<ChangeProblem> {
  throw new InvariantError("not built yet");
}
