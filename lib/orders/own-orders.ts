import { ordersOfOwner } from "@/db/queries/own-orders";
import { orderKey } from "./order-id";
import { shownStatus } from "./order-view";

type Owner = { fan: string | undefined; user: { id: string; email: string } | undefined };

/** What somebody bought, newest first, as a list shows it: each with the key that opens it. */
export async function ownOrders(owner: Owner) {
  const rows = await ordersOfOwner(owner);
  return rows.map(({ order, units, event, venue }) => ({
    id: order.id,
    key: orderKey(order.id),
    status: shownStatus(order),
    units,
    totalCents: order.totalCents,
    currency: order.currency,
    createdAt: order.createdAt.toISOString(),
    event: { ...event, startsAt: event.startsAt.toISOString(), venue },
  }));
}
