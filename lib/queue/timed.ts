import { durations } from "@/lib/core/durations";
import { inTime } from "@/lib/core/in-time";

/** The queue client has no time-out of its own: past ours the call counts as not answered. */
export const timed = <Value>(call: Promise<Value>): Promise<Value> =>
  inTime("the queue", call, durations.queueTimeoutMs);
