import { InvariantError } from "@/lib/core/invariant";
import type { HoldExpired, HoldResult, NotFound, OwnHold, Paying, Unavailable } from "./problems";

/** From here the hold ends only with this order. Repeatable for the same order. */
export async function beginPayment(
  _wish: OwnHold & { orderId: string },
): HoldResult<HoldExpired | NotFound | Paying | Unavailable> {
  throw new InvariantError("not built yet");
}
