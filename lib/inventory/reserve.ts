import { InvariantError } from "@/lib/core/invariant";
import type { Line } from "./hold";
import type { HoldResult, PriceLines, ReserveProblem } from "./problems";

export type Wish = {
  eventId: string;
  fan: string;
  lines: Line[];
  /** Claims the units of a hold that the store has lost. */
  receipt?: string | undefined;
  idempotency?: { key: string; bodyHash: string } | undefined;
};

/** Units of one or several ticket types for one fan: all or nothing, one round trip. */
export async function reserve(_wish: Wish, _price: PriceLines): HoldResult<ReserveProblem> {
  throw new InvariantError("not built yet");
}
