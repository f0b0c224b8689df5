import { and, desc, eq, gte, isNotNull, sql } from "drizzle-orm";
import { replica } from "../client";
import { orderItems, orders } from "../schema/orders";

const minute = sql<number>`extract(epoch from date_trunc('minute', ${orders.paidAt}))::float8 * 1000`;
const units = sql<number>`(select coalesce(sum(${orderItems.quantity}), 0) from ${orderItems} where ${orderItems.orderId} = ${orders.id})::int`;

/** Orders and tickets paid in each of the last minutes that had any, by the index on event and time of payment. */
export const paidByMinute = (eventId: string, minutes: number) =>
  replica()
    .select({
      minuteMs: minute,
      orders: sql<number>`count(*)::int`,
      tickets: sql<number>`sum(${units})::int`,
    })
    .from(orders)
    .where(
      and(
        eq(orders.eventId, eventId),
        gte(orders.paidAt, sql`date_trunc('minute', now()) - ${minutes - 1} * interval '1 min'`),
      ),
    )
    .groupBy(minute)
    .limit(minutes + 1);

/** The newest paid orders of an event, newest first. */
export const latestPaid = (eventId: string, count: number) =>
  replica()
    .select({
      id: orders.id,
      buyerName: orders.buyerName,
      units,
      totalCents: orders.totalCents,
      status: orders.status,
      paidAt: orders.paidAt,
    })
    .from(orders)
    .where(and(eq(orders.eventId, eventId), isNotNull(orders.paidAt)))
    .orderBy(desc(orders.paidAt))
    .limit(count);
