import { and, eq, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { events } from "../schema/events";
import { orders } from "../schema/orders";
import type { OrderRow } from "./claims";

type Ending = "closing" | "expired" | "payment_failed" | "cancelled";

/** One guarded step of an order's life. Undefined when it was not in `from` any more. */
export async function moveOrder(
  db: Pick<Transaction, "update">,
  orderId: string,
  from: OrderRow["status"],
  to: Ending,
): Promise<OrderRow | undefined> {
  const uncaptured = from === "paid" ? isNull(orders.capturedAt) : undefined;
  const [moved] = await db
    .update(orders)
    .set({ status: to, ...(to === "closing" ? {} : { endedAt: sql`now()` }) })
    .where(and(eq(orders.id, orderId), eq(orders.status, from), uncaptured))
    .returning();
  return moved;
}

const undecided = { id: orders.id, paidAt: orders.paidAt };

/**
 * Orders somebody must ask Stripe about: overdue or closing. In no order, so that some that cannot be decided keep
 * nobody else waiting.
 */
export const undecidedOrders = (count: number) =>
  primary()
    .select(undecided)
    .from(orders)
    .where(or(eq(orders.status, "closing"), and(eq(orders.status, "pending"), lte(orders.expiresAt, sql`now()`))))
    .orderBy(sql`random()`)
    .limit(count);

/** Orders that are paid and without their money for `lateMs`. */
export const uncapturedOrders = (count: number, lateMs: number) =>
  primary()
    .select(undecided)
    .from(orders)
    .where(
      and(
        eq(orders.status, "paid"),
        isNull(orders.capturedAt),
        lte(orders.paidAt, sql`now() - ${lateMs} * interval '1 ms'`),
      ),
    )
    .orderBy(sql`random()`)
    .limit(count);

export type Undecided = Awaited<ReturnType<typeof undecidedOrders>>[number];

export const statusesOf = (orderIds: string[]) =>
  primary().select({ id: orders.id, status: orders.status }).from(orders).where(inArray(orders.id, orderIds));

export const statusesOfHolds = (holdIds: string[]) =>
  primary()
    .select({ holdId: orders.holdId, status: orders.status })
    .from(orders)
    .where(inArray(orders.holdId, holdIds));

/**
 * Published events, whose units may be held; those long past come last, so that they crowd nobody out. Else in no order,
 * so that a minute that is too short leaves out others each time.
 */
export async function eventsToSweep(count: number): Promise<string[]> {
  const rows = await primary()
    .select({ id: events.id })
    .from(events)
    .where(eq(events.status, "published"))
    .orderBy(lt(events.startsAt, sql`now() - interval '1 day'`), sql`random()`)
    .limit(count);
  return rows.map(({ id }) => id);
}
