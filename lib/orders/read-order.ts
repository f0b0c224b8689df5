import { type OrderRow, orderById } from "@/db/queries/claims";
import { itemsOf, ticketsOf } from "@/db/queries/payments";
import { type Result, refuse } from "@/lib/core/result";
import { isOrderKey } from "./order-id";
import { type OrderView, viewOrder } from "./order-view";

type Reader = { orderId: string; key?: string | undefined; fan?: string | undefined; userId?: string | undefined };

export async function viewOf(order: OrderRow): Promise<OrderView> {
  const [items, tickets] = await Promise.all([itemsOf(order.id), ticketsOf(order.id)]);
  return viewOrder(order, items, tickets);
}

/** Whether this reader may see the order: by its key, or as the visitor or account that bought it. */
const mayRead = (order: OrderRow, { key, fan, userId }: Reader) =>
  isOrderKey(order.id, key) ||
  (fan !== undefined && order.fan === fan) ||
  (userId !== undefined && order.userId === userId);

/** Own order from the primary: a replica may not know it yet. Not yours is not there. */
export async function readOrder(reader: Reader): Promise<Result<OrderView, { kind: "not_found" }>> {
  const order = await orderById(reader.orderId);
  if (!order || !mayRead(order, reader)) return refuse({ kind: "not_found" });
  return { ok: true, value: await viewOf(order) };
}
