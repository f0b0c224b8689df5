import type { Transaction } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import type { OrderRow } from "@/db/queries/claims";
import { timesDone } from "@/db/queries/desk";
import { insertOutbox, isInOutbox } from "@/db/queries/outbox";
import { lockOrder, lockOrderOf, organizationOf } from "@/db/queries/refunds";
import { inTransaction } from "@/db/transaction";
import type { Grant } from "@/lib/core/grant";
import { newId } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import { outboxId, told } from "@/lib/queue/tell";

const action = "order.tickets_resent";
const mostPerHour = 3;
const hourSeconds = 3600;

type Wish = {
  orderId: string;
  /** The caller's name for it: asked again after a crash, it is one mail. */
  resendId?: string | undefined;
};
type Asker = { organizationId: string; actor: string; requestId?: string | undefined };
export type ResendProblem =
  | { kind: "not_found" }
  | { kind: "conflict"; detail: string }
  | { kind: "rate_limited"; retryAfterSeconds: number };
type Resent = Result<{ resendId: string }, ResendProblem>;

/** Mails a buyer their tickets once more, at most three times an hour and order. Never before the money is there. */
export function resendTickets({ orderId, resendId, ...by }: Grant<"orders:resend"> & Wish): Promise<Resent> {
  return inTransaction(async (tx) => {
    const order = await lockOrderOf(tx, orderId, by.organizationId);
    return order ? mailAgain(tx, order, by, resendId) : refuse({ kind: "not_found" });
  });
}

/** The same for the buyer, whose order the caller has proven it to be: of the same three an hour. */
export function resendOwnTickets({ orderId, resendId }: Wish): Promise<Resent> {
  return inTransaction(async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (!order) return refuse({ kind: "not_found" });
    const organizationId = await organizationOf(tx, order.eventId);
    return mailAgain(tx, order, { organizationId, actor: "fan" }, resendId);
  });
}

async function mailAgain(tx: Transaction, order: OrderRow, by: Asker, resendId: string = newId()): Promise<Resent> {
  const { id: orderId, capturedAt, status } = order;
  if (!capturedAt || (status !== "paid" && status !== "partially_refunded")) {
    return refuse({ kind: "conflict", detail: "Only an order with tickets can be sent" });
  }
  const cause = `${orderId}.${resendId}`;
  if (await isInOutbox(tx, outboxId("send-tickets", cause))) return ok({ resendId });
  if ((await timesDone(tx, orderId, action, hourSeconds)) >= mostPerHour) {
    return refuse({ kind: "rate_limited", retryAfterSeconds: hourSeconds });
  }
  await insertOutbox(tx, [told("send-tickets", cause, { orderId, resendId })]);
  const { organizationId, actor, requestId } = by;
  await insertAudit(tx, { organizationId, actor, requestId, action, targetId: orderId, after: { resendId } });
  return ok({ resendId });
}
