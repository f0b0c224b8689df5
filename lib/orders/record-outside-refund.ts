import { insertAudit } from "@/db/queries/audit";
import { ticketsOf } from "@/db/queries/payments";
import { insertRefund, lockOrder, organizationOf, refundsOf } from "@/db/queries/refunds";
import { inTransaction } from "@/db/transaction";
import { idOf } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import type { StripeRefund } from "@/lib/payments/refund";
import { succeed } from "./settle-refund";

/**
 * A refund somebody made at Stripe, past us, is booked like one of ours, once. One that takes all that is left ends
 * the tickets; a smaller one is money alone. One that does not fit our books is left: the reconciler keeps naming it.
 */
export async function recordOutsideRefund(orderId: string, seen: StripeRefund): Promise<void> {
  if (!seen.isMoney || seen.state !== "succeeded") return;
  const recorded = await inTransaction(async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (!order?.capturedAt || order.paymentIntentId !== seen.intentId) return false;
    const known = await refundsOf(orderId, tx);
    if (known.some(({ stripeId }) => stripeId === seen.id)) return false;
    const counted = known.filter(({ status }) => status !== "failed");
    const left = order.totalCents - counted.reduce((sum, { amountCents }) => sum + amountCents, 0);
    if (seen.amountCents > left) return false;
    const standing = (await ticketsOf(orderId, tx)).filter(
      ({ status }) => status === "valid" || status === "checked_in",
    );
    const ticketIds = seen.amountCents === left ? standing.map(({ id }) => id) : [];
    const refundId = idOf(`refund|${seen.id}`);
    const row = { id: refundId, orderId, amountCents: seen.amountCents, ticketIds, returnUnits: true };
    await insertRefund(tx, { ...row, actor: "stripe", reason: "Made at Stripe" });
    await insertAudit(tx, {
      organizationId: await organizationOf(tx, order.eventId),
      actor: "stripe",
      action: "order.refunded",
      targetId: orderId,
      before: { refundedCents: order.refundedCents },
      after: { refundId, amountCents: seen.amountCents, ticketIds },
    });
    await succeed(tx, order, refundId, seen.id);
    return true;
  });
  if (recorded) log.warn({ orderId, stripeId: seen.id }, "a refund made at Stripe was booked");
}
