import { type OrderRow, orderById, type TicketRow } from "@/db/queries/claims";
import { insertOutbox } from "@/db/queries/outbox";
import { type ItemRow, itemsOf, markPaid, validateTickets } from "@/db/queries/payments";
import { inTransaction } from "@/db/transaction";
import { invariant } from "@/lib/core/invariant";
import { type Result, refuse } from "@/lib/core/result";
import { told } from "@/lib/queue/tell";

export type Committed = { order: OrderRow; items: ItemRow[]; tickets: TicketRow[] };

/**
 * Transaction 2: the authorized order becomes paid, its tickets valid, its capture due: together or not at all.
 * Safe to repeat. `conflict`: the order was moved by somebody else, and tells where to.
 */
export function commit(orderId: string): Promise<Result<Committed, { kind: "conflict"; order: OrderRow }>> {
  return inTransaction(async (tx) => {
    const order = await markPaid(tx, orderId);
    if (!order) {
      const found = await orderById(orderId, tx);
      invariant(found, "an order with a payment exists");
      return refuse({ kind: "conflict", order: found });
    }
    const tickets = await validateTickets(tx, orderId);
    const items = await itemsOf(orderId, tx);
    await insertOutbox(tx, [told("capture", orderId, { orderId })]);
    return { ok: true, value: { order, items, tickets } } as const;
  });
}
