import type { Transaction } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import type { OrderRow } from "@/db/queries/claims";
import { insertOutbox } from "@/db/queries/outbox";
import { itemsOf, ticketsOf } from "@/db/queries/payments";
import { insertRefund, lockOrderOf, type RefundRow, refundById, refundsOf } from "@/db/queries/refunds";
import { inTransaction } from "@/db/transaction";
import { describeFailure } from "@/lib/core/failure";
import type { Grant } from "@/lib/core/grant";
import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import { log } from "@/lib/core/log";
import { type Result, refuse } from "@/lib/core/result";
import { told } from "@/lib/queue/tell";
import { settleRefund } from "./settle-refund";
import { unitWorth } from "./unit-worth";

export type RefundWish = Grant<"refunds:write"> & {
  /** The caller's name for it, if it has one: asked again after a crash, it is found and not given twice. */
  refundId?: string | undefined;
  orderId: string;
  /** Those tickets end; without tickets and amount the whole order does. */
  tickets?: string[] | undefined;
  amountCents?: number | undefined;
  /** Whether the units go back on sale (default) or stay out of it. */
  returnUnits?: boolean | undefined;
  reason?: string | undefined;
};
export type RefundProblem =
  | { kind: "not_found" }
  | { kind: "conflict"; detail: string }
  | { kind: "invalid_request"; fields: Record<string, string[]> };

/**
 * Decides a refund under the order's lock and sends it. Pending and done refunds count against what was captured,
 * so two at once never give back too much. The answer may still be `pending`; a job goes on.
 */
export async function refund(wish: RefundWish): Promise<Result<RefundRow, RefundProblem>> {
  const decided = await inTransaction((tx) => decide(tx, wish));
  if (!decided.ok) return decided;
  const refundId = decided.value.id;
  await settleRefund(refundId).catch((error: unknown) => {
    log.warn({ refundId, ...describeFailure(error) }, "refund left for its job");
  });
  const now = await refundById(refundId);
  invariant(now, "a refund that was decided exists");
  return { ok: true, value: now };
}

async function decide(tx: Transaction, wish: RefundWish): Promise<Result<{ id: string }, RefundProblem>> {
  const order = await lockOrderOf(tx, wish.orderId, wish.organizationId);
  if (!order) return refuse({ kind: "not_found" });
  if (!order.capturedAt || !order.paymentIntentId) {
    return refuse({ kind: "conflict", detail: "Only an order whose money was taken can be refunded" });
  }
  const open = await refundsOf(order.id, tx);
  const known = open.find(({ id }) => id === wish.refundId);
  if (known) return { ok: true, value: known };
  if (wish.refundId && (await refundById(wish.refundId, tx))) {
    return refuse({ kind: "conflict", detail: "Another order has this refund" });
  }
  const counted = open.filter(({ status }) => status !== "failed");
  const left = order.totalCents - counted.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const ticketIds = await ticketsToEnd(tx, order, wish, counted);
  if (!ticketIds) return refuse({ kind: "conflict", detail: "These tickets are not of this order, or were refunded" });
  const amountCents = wish.amountCents ?? (await worthOf(tx, order, wish, ticketIds, left));
  if (amountCents <= 0 || amountCents > left) {
    return refuse({ kind: "conflict", detail: `At most ${left} can still be refunded` });
  }
  const id = wish.refundId ?? newId();
  const row = {
    id,
    orderId: order.id,
    amountCents,
    ticketIds,
    returnUnits: wish.returnUnits ?? true,
    actor: wish.actor,
  };
  await insertRefund(tx, { ...row, reason: wish.reason ?? "" });
  await insertOutbox(tx, [told("refund", id, { refundId: id })]);
  await insertAudit(tx, {
    organizationId: wish.organizationId,
    actor: wish.actor,
    action: "order.refunded",
    targetId: order.id,
    before: { refundedCents: order.totalCents - left },
    after: { refundId: id, amountCents, ticketIds },
    requestId: wish.requestId,
  });
  return { ok: true, value: { id } };
}

/** The named tickets if each can still end; all that stand for a whole refund; none for a bare amount. */
async function ticketsToEnd(tx: Transaction, order: OrderRow, wish: RefundWish, counted: RefundRow[]) {
  const taken = new Set(counted.flatMap(({ ticketIds }) => ticketIds));
  const standing = (await ticketsOf(order.id, tx)).filter(
    ({ id, status }) => (status === "valid" || status === "checked_in") && !taken.has(id),
  );
  const ids = new Set(standing.map(({ id }) => id));
  if (wish.tickets) return wish.tickets.every((id) => ids.has(id)) ? [...new Set(wish.tickets)] : undefined;
  return wish.amountCents === undefined ? [...ids] : [];
}

async function worthOf(tx: Transaction, order: OrderRow, wish: RefundWish, ticketIds: string[], left: number) {
  if (!wish.tickets) return left;
  const items = await itemsOf(order.id, tx);
  const ending = (await ticketsOf(order.id, tx)).filter(({ id }) => ticketIds.includes(id));
  return ending.reduce((sum, { ticketTypeId }) => sum + unitWorth(items, ticketTypeId), 0);
}
