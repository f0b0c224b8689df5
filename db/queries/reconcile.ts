import { and, asc, gt, inArray, isNotNull, sql } from "drizzle-orm";
import { primary } from "../client";
import { events } from "../schema/events";
import { ledgerEntries, refunds } from "../schema/money";
import { orders } from "../schema/orders";

/** What our books say of an order's money. */
export type OrderMoney = Awaited<ReturnType<typeof moneyOf>>[number];

export const moneyOf = (orderIds: string[]) =>
  primary()
    .select({
      id: orders.id,
      status: orders.status,
      paymentIntentId: orders.paymentIntentId,
      totalCents: orders.totalCents,
      currency: orders.currency,
      expiresAt: orders.expiresAt,
      paidAt: orders.paidAt,
      capturedAt: orders.capturedAt,
      endedAt: orders.endedAt,
      keptCents: sql<number>`(select coalesce(sum(l.amount_cents), 0)::float8 from ${ledgerEntries} l
        where l.order_id = "orders".id and l.account = 'processor')`,
      returningCents: sql<number>`(select coalesce(sum(r.amount_cents), 0)::float8 from ${refunds} r
        where r.order_id = "orders".id and r.status = 'pending')`,
    })
    .from(orders)
    .where(inArray(orders.id, orderIds));

/** Which of these events are ours: another deployment may share the Stripe account. */
export async function ownEvents(eventIds: string[]): Promise<Set<string>> {
  const rows = await primary().select({ id: events.id }).from(events).where(inArray(events.id, eventIds));
  return new Set(rows.map(({ id }) => id));
}

/** Captured orders of the last `sinceMs`, by id, after the one named. */
export async function capturedOrders(after: string | undefined, count: number, sinceMs: number) {
  const rows = await primary()
    .select({ id: orders.id, intentId: orders.paymentIntentId })
    .from(orders)
    .where(
      and(
        isNotNull(orders.paymentIntentId),
        gt(orders.capturedAt, sql`now() - ${sinceMs} * interval '1 ms'`),
        after ? gt(orders.id, after) : undefined,
      ),
    )
    .orderBy(asc(orders.id))
    .limit(count);
  return rows.flatMap(({ id, intentId }) => (intentId ? [{ id, intentId }] : []));
}
