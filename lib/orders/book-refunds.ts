import { refundsOf } from "@/db/queries/refunds";
import { OutageError } from "@/lib/core/failure";
import { refundsOfIntent } from "@/lib/payments/refund";
import { isLateRefund } from "./give-up";
import { recordOutsideRefund } from "./record-outside-refund";
import { bookRefund } from "./settle-refund";

/** Everything that went back of an order's intent, booked as Stripe has it. Safe to repeat. Throws while Stripe is away. */
export async function bookRefunds(orderId: string, intentId: string): Promise<void> {
  const listed = await refundsOfIntent(intentId);
  if (!listed.ok) throw new OutageError("Stripe does not answer: look again later");
  const known = await refundsOf(orderId);
  for (const seen of listed.value.toReversed()) {
    const ours = known.find(({ id, stripeId }) => id === seen.refundId || stripeId === seen.id);
    if (ours && ours.status !== seen.state) await bookRefund(ours.id, seen);
    if (!ours && !isLateRefund(seen.refundId ?? "")) await recordOutsideRefund(orderId, seen);
  }
}
