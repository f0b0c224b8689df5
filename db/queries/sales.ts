import { and, count, eq, inArray, isNotNull, sql, sum } from "drizzle-orm";
import { primary } from "../client";
import { orderItems, orders, tickets } from "../schema/orders";

const cents = (value: ReturnType<typeof sum>) => value.mapWith(Number);

/** Orders of an event by status, and the money that was captured. */
export async function ordersByStatus(eventId: string) {
  return primary()
    .select({
      status: orders.status,
      orders: count(),
      grossCents: sql<number>`coalesce(sum(${orders.totalCents}) filter (where ${orders.capturedAt} is not null), 0)::float8`,
      refundedCents: cents(sum(orders.refundedCents)),
    })
    .from(orders)
    .where(eq(orders.eventId, eventId))
    .groupBy(orders.status);
}

/** The fees inside what was captured. */
export async function capturedFees(eventId: string): Promise<number> {
  const [row] = await primary()
    .select({ cents: sql<number>`coalesce(sum(${orderItems.feeCents}::bigint * ${orderItems.quantity}), 0)::float8` })
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .where(and(eq(orders.eventId, eventId), isNotNull(orders.capturedAt)));
  return row?.cents ?? 0;
}

/** Units with an owner, by ticket type, as Postgres knows them. */
export const soldByType = (eventId: string) =>
  primary()
    .select({ ticketTypeId: tickets.ticketTypeId, units: count() })
    .from(tickets)
    .where(and(eq(tickets.eventId, eventId), inArray(tickets.status, ["valid", "checked_in"])))
    .groupBy(tickets.ticketTypeId);
