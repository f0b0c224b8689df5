import { InvariantError } from "@/lib/core/invariant";

export type PayingHold = { holdId: string; orderId: string; sinceMs: number };
export type Swept = { released: number; paying: PayingHold[] };

/** For events nobody touches: lapsed holds end; holds that are being paid for long are named, oldest first. */
export async function sweep(_eventId: string): Promise<Swept> {
  throw new InvariantError("not built yet");
}
