import { orderIdOfIntent } from "@/db/queries/claims";
import { isProcessed, markProcessed } from "@/db/queries/outbox";
import { markDisputed } from "@/db/queries/refunds";
import { OutageError } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import type { Webhook } from "@/lib/payments/read-webhook";
import { retrieveRefund } from "@/lib/payments/refund";
import { bookRefunds } from "./book-refunds";
import { isLateRefund } from "./give-up";
import { settle } from "./settle";

const consumer = "stripe";

/**
 * Moves forward whatever a genuine event is about, by what Stripe says now. Remembered after it was acted on:
 * acting twice is harmless, forgetting once is not. Throws when it must be delivered again.
 */
export async function receiveWebhook({ id, type, intentId, refundId }: Webhook): Promise<void> {
  if (await isProcessed(consumer, id)) return;
  if (refundId) await settleRefundSeen(refundId);
  else if (intentId && type === "charge.dispute.created") await markDisputed(intentId);
  else if (intentId && !type.startsWith("charge.dispute.")) await settleIntent(intentId);
  await markProcessed(consumer, id);
}

async function settleIntent(intentId: string) {
  const orderId = await orderIdOfIntent(intentId);
  if (orderId) await settle(orderId);
}

async function settleRefundSeen(stripeId: string) {
  const seen = await retrieveRefund(stripeId);
  if (!seen.ok) throw new OutageError("Stripe does not answer: deliver again");
  const { refundId, intentId, state } = seen.value;
  if (refundId && isLateRefund(refundId)) {
    if (state === "failed") log.error({ refundId, intentId }, "money of an ended order could not be sent back");
    return;
  }
  const orderId = await orderIdOfIntent(intentId);
  if (orderId) await bookRefunds(orderId, intentId);
}
