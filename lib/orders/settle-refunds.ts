import { lateRefunds } from "@/db/queries/late-refunds";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { settleRefund } from "./settle-refund";

const refundsMax = 50;

/** Each minute: refunds whose message or webhook was lost are asked about again. One that fails stops no other. */
export async function settleRefunds(): Promise<void> {
  for (const { id } of await lateRefunds(refundsMax, durations.refundCheckedAfterMs)) {
    await settleRefund(id).catch((error: unknown) =>
      log.warn({ refundId: id, ...describeFailure(error) }, "refund left for later"),
    );
  }
}
