import { and, eq, isNotNull, sql } from "drizzle-orm";
import { orderFacts } from "../analytics/schema";
import { analytics, primary } from "../client";
import { events } from "../schema/events";
import { orderItems, orders } from "../schema/orders";

export type OrderFact = Omit<typeof orderFacts.$inferInsert, "recordedAt">;

const items = sql<OrderFact["items"]>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'ticketTypeId', i.ticket_type_id, 'quantity', i.quantity, 'unitCents', i.unit_cents
  ) order by i.ticket_type_id), '[]') from ${orderItems} i where i.order_id = ${orders.id})`;
const units = sql<number>`(select coalesce(sum(i.quantity), 0)::int from ${orderItems} i where i.order_id = ${orders.id})`;

/** What the sale knows of a captured order; undefined before its money is there. */
export async function orderFact(orderId: string): Promise<OrderFact | undefined> {
  const [fact] = await primary()
    .select({
      orderId: orders.id,
      eventId: orders.eventId,
      organizationId: events.organizationId,
      eventTitle: events.title,
      status: orders.status,
      units,
      totalCents: orders.totalCents,
      refundedCents: orders.refundedCents,
      currency: orders.currency,
      items,
      createdAt: orders.createdAt,
      paidAt: orders.paidAt,
    })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(and(eq(orders.id, orderId), isNotNull(orders.capturedAt)));
  return fact?.paidAt ? { ...fact, paidAt: fact.paidAt } : undefined;
}

/** Refunds only grow: a message that overtook a newer one changes nothing. */
export const upsertOrderFact = ({ orderId, ...fact }: OrderFact) =>
  analytics()
    .insert(orderFacts)
    .values({ orderId, ...fact })
    .onConflictDoUpdate({
      target: orderFacts.orderId,
      set: { ...fact, recordedAt: sql`now()` },
      setWhere: sql`${orderFacts.refundedCents} <= excluded.refunded_cents`,
    });
