import type { Transaction } from "@/db/client";
import { generationOf, type OrderRow, orderById } from "@/db/queries/claims";
import { insertOutbox } from "@/db/queries/outbox";
import { itemsOf } from "@/db/queries/payments";
import { blockUnits, lockOrder, moveRefund, post, type RefundRow, refundById, setRefunded } from "@/db/queries/refunds";
import { inTransaction } from "@/db/transaction";
import { OutageError } from "@/lib/core/failure";
import { newId } from "@/lib/core/ids";
import { refundIntent, type StripeRefund } from "@/lib/payments/refund";
import { told } from "@/lib/queue/tell";
import { endClaim } from "./end-claim";
import { captureLines, refundLines, reversed } from "./ledger";

/** Sends a decided refund and books what Stripe says. Safe to repeat; throws when it must be delivered again. */
export async function settleRefund(refundId: string): Promise<void> {
  const refund = await refundById(refundId);
  if (refund?.status !== "pending") return;
  const order = await orderById(refund.orderId);
  if (!order?.paymentIntentId) return;
  const { paymentIntentId: intentId, currency } = order;
  const sent = await refundIntent({ refundId, intentId, amountCents: refund.amountCents, currency });
  if (sent.ok) await bookRefund(refundId, sent.value);
  else if (sent.problem.kind === "refused")
    await inTransaction((tx) => moveRefund(tx, refundId, ["pending"], "failed", null));
  else throw new OutageError("Stripe does not answer: deliver again");
}

/** What Stripe says of a refund, booked once: also for webhooks, which may tell of a failure days later. */
export async function bookRefund(refundId: string, seen: Pick<StripeRefund, "id" | "state">): Promise<void> {
  await inTransaction(async (tx) => {
    const refund = await refundById(refundId, tx);
    const order = refund && (await lockOrder(tx, refund.orderId));
    if (!order) return;
    if (seen.state === "succeeded") await succeed(tx, order, refundId, seen.id);
    if (seen.state === "failed") await fail(tx, order, refundId, seen.id);
  });
}

/** Inside the transaction that has locked the order: money went back, once. */
export async function succeed(tx: Transaction, order: OrderRow, refundId: string, stripeId: string) {
  const refund = await moveRefund(tx, refundId, ["pending"], "succeeded", stripeId);
  if (!refund) return;
  const refundedCents = order.refundedCents + refund.amountCents;
  await setRefunded(
    tx,
    order.id,
    refundedCents,
    refundedCents === order.totalCents ? "refunded" : "partially_refunded",
  );
  const lines = refundLines(captureLines(await itemsOf(order.id, tx)), refund.amountCents);
  await post(tx, { transaction: `refund:${refundId}`, orderId: order.id, currency: order.currency, lines });
  await endTickets(tx, order, refund);
  await insertOutbox(tx, [
    told("send-refund", refundId, { refundId }),
    told("record-order", `${order.id}|${refundId}`, { orderId: order.id }),
  ]);
}

async function endTickets(tx: Transaction, order: OrderRow, refund: RefundRow) {
  if (refund.ticketIds.length === 0) return;
  const generation = await generationOf(tx, order.eventId);
  const units = await endClaim(tx, order, refund.ticketIds);
  if (!refund.returnUnits) {
    const blocked = units.map(({ poolId, unit }) => ({
      id: newId(),
      eventId: order.eventId,
      poolId,
      unit,
      status: "blocked" as const,
    }));
    await blockUnits(tx, blocked);
  }
  const returnId = `refund:${refund.id}`;
  const { eventId, holdId, id: orderId } = order;
  const back = { eventId, returnId, generation, holdId, orderId, units, blocked: !refund.returnUnits };
  await insertOutbox(tx, [told("give-back", returnId, back)]);
}

/** The money came back to us after all: the order owes it again, the tickets stay void. */
async function fail(tx: Transaction, order: OrderRow, refundId: string, stripeId: string) {
  const before = await refundById(refundId, tx);
  const refund = await moveRefund(tx, refundId, ["pending", "succeeded"], "failed", stripeId);
  if (!refund || before?.status !== "succeeded") return;
  const refundedCents = order.refundedCents - refund.amountCents;
  await setRefunded(tx, order.id, refundedCents, refundedCents > 0 ? "partially_refunded" : "paid");
  const lines = reversed(refundLines(captureLines(await itemsOf(order.id, tx)), refund.amountCents));
  await post(tx, { transaction: `refund-failed:${refundId}`, orderId: order.id, currency: order.currency, lines });
}
