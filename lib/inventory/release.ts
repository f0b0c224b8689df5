import { InvariantError } from "@/lib/core/invariant";
import type { Result } from "@/lib/core/result";
import type { NotFound, OwnHold, Paying, Unavailable } from "./problems";

/** The fan lets go: units return once. A hold that has ended already is fine. */
export async function release(_hold: OwnHold): Promise<Result<void, NotFound | Paying | Unavailable>> {
  throw new InvariantError("not built yet");
}

/** Postgres has decided that the order ended: its hold ends, units return once. */
export async function releaseOrder(_order: { eventId: string; holdId: string; orderId: string }): Promise<void> {
  throw new InvariantError("not built yet");
}
