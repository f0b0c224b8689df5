import { insertAudit } from "@/db/queries/audit";
import { timesDone } from "@/db/queries/desk";
import { insertOutbox, isInOutbox } from "@/db/queries/outbox";
import { lockOrderOf } from "@/db/queries/refunds";
import { inTransaction } from "@/db/transaction";
import type { Grant } from "@/lib/core/grant";
import { newId } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import { outboxId, told } from "@/lib/queue/tell";

const action = "order.tickets_resent";
const mostPerHour = 3;
const hourSeconds = 3600;

type Wish = Grant<"orders:resend"> & {
  orderId: string;
  /** The caller's name for it: asked again after a crash, it is one mail. */
  resendId?: string | undefined;
};
export type ResendProblem =
  | { kind: "not_found" }
  | { kind: "conflict"; detail: string }
  | { kind: "rate_limited"; retryAfterSeconds: number };

/** Mails a buyer their tickets once more, at most three times an hour and order. Never before the money is there. */
export function resendTickets(wish: Wish): Promise<Result<{ resendId: string }, ResendProblem>> {
  const { organizationId, actor, requestId, orderId, resendId = newId() } = wish;
  return inTransaction(async (tx) => {
    const order = await lockOrderOf(tx, orderId, organizationId);
    if (!order) return refuse({ kind: "not_found" });
    if (!order.capturedAt || order.status === "refunded") {
      return refuse({ kind: "conflict", detail: "Only an order with tickets can be sent" });
    }
    const cause = `${orderId}.${resendId}`;
    if (await isInOutbox(tx, outboxId("send-tickets", cause))) return ok({ resendId });
    if ((await timesDone(tx, orderId, action, hourSeconds)) >= mostPerHour) {
      return refuse({ kind: "rate_limited", retryAfterSeconds: hourSeconds });
    }
    await insertOutbox(tx, [told("send-tickets", cause, { orderId, resendId })]);
    const change = { organizationId, actor, requestId, action, targetId: orderId };
    await insertAudit(tx, { ...change, after: { resendId } });
    return ok({ resendId });
  });
}
