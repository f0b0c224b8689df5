import { InvariantError } from "@/lib/core/invariant";
import type { HoldExpired, HoldResult, LimitExceeded, NotFound, OwnHold, Paying, Unavailable } from "./problems";

/** One extension a hold, only while it is not being paid. */
export async function extend(
  _hold: OwnHold,
): HoldResult<HoldExpired | NotFound | Paying | LimitExceeded | Unavailable> {
  throw new InvariantError("not built yet");
}
