import type { OrderRow } from "@/db/queries/claims";
import { cancelIntent } from "@/lib/payments/cancel";
import { refundIntent } from "@/lib/payments/refund";

/**
 * Lets go of an ended order's money: what is reserved is cancelled, what was taken goes back whole. False while
 * Stripe has not said so. Safe to repeat: only then may the units go to somebody else.
 */
export async function giveUp(order: OrderRow): Promise<boolean> {
  if (!order.paymentIntentId) return true;
  const now = await cancelIntent(order.paymentIntentId);
  if (!now.ok) return false;
  const { status, id: intentId, capturedCents: amountCents } = now.value;
  if (status === "canceled") return true;
  if (status !== "succeeded") return false;
  const back = await refundIntent({ refundId: `late:${order.id}`, intentId, amountCents, currency: order.currency });
  return back.ok && back.value.state !== "failed";
}
