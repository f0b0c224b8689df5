import { InvariantError } from "@/lib/core/invariant";
import type { HoldExpired, HoldResult, NotFound, OwnHold, Unavailable } from "./problems";

export async function readHold(_hold: OwnHold): HoldResult<HoldExpired | NotFound | Unavailable> {
  throw new InvariantError("not built yet");
}
