import { orderById } from "@/db/queries/claims";
import { insertOutbox } from "@/db/queries/outbox";
import { inTransaction } from "@/db/transaction";
import { ok, type Result, refuse } from "@/lib/core/result";
import { told } from "@/lib/queue/tell";

type Wish = {
  orderId: string;
  /** The asker's name for it: asked again, it is the same mail. */
  resendId: string;
};

/**
 * Mails the tickets of an order once more, to the address they went to. Whose order it is, and how often, its caller
 * has asked. `conflict` without money or without tickets.
 */
export function mailAgain({ orderId, resendId }: Wish): Promise<Result<void, { kind: "conflict" }>> {
  return inTransaction(async (tx) => {
    const order = await orderById(orderId, tx);
    const hasTickets = order?.capturedAt && (order.status === "paid" || order.status === "partially_refunded");
    if (!hasTickets) return refuse({ kind: "conflict" });
    await insertOutbox(tx, [told("send-tickets", `${orderId}.${resendId}`, { orderId, resendId })]);
    return ok(undefined);
  });
}
