import { lateRefunds } from "@/db/queries/late-refunds";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { inGroups } from "@/lib/core/in-groups";
import { log } from "@/lib/core/log";
import { settleRefund } from "./settle-refund";

const refundsMax = 50;
const atOnce = 5;

/** Each minute: refunds whose message or webhook was lost are asked about again. One that fails stops no other. */
export async function settleRefunds(): Promise<void> {
  const untilMs = Date.now() + durations.minuteJobMs;
  await inGroups(await lateRefunds(refundsMax, durations.refundCheckedAfterMs), atOnce, settleQuietly, untilMs);
}

const settleQuietly = ({ id }: { id: string }) =>
  settleRefund(id).catch((error: unknown) =>
    log.warn({ refundId: id, ...describeFailure(error) }, "refund left for later"),
  );
