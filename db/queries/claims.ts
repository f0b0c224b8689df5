import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { events, type HoldSettings, ticketTypes } from "../schema/events";
import { answers, customerCounts, orderItems, orders, tickets } from "../schema/orders";

export type OrderRow = typeof orders.$inferSelect;
export type AnswerRow = typeof answers.$inferSelect;
export type TicketRow = typeof tickets.$inferSelect;
export type NewOrder = Omit<typeof orders.$inferInsert, "expiresAt"> & { paymentSeconds: number };

/** How many numbers a pool, or a ticket type with a capacity of its own, has: by its id. */
export type Ranges = Record<string, number>;

const rangesOf = (eventId: string) => sql<Ranges>`(
  select coalesce(jsonb_object_agg(id, size), '{}') from (
    select id, range as size from pools where event_id = ${eventId}
    union all select id, greatest(capacity, capacity_before) from ticket_types where event_id = ${eventId} and capacity is not null
  ) as numbered)`;

/** Caps that were lowered, by ticket type: numbers above them may be in use, so that uniqueness does not keep them. */
const loweredCaps = (eventId: string) => sql<Ranges>`(
  select coalesce(jsonb_object_agg(id, capacity), '{}') from ticket_types
  where event_id = ${eventId} and capacity < capacity_before)`;

/** The event as the claim must see it; writers of the row wait until this claim has ended. */
export async function eventForClaim(tx: Transaction, eventId: string) {
  const [event] = await tx
    .select({
      status: events.status,
      generation: events.generation,
      hold: events.hold,
      ranges: rangesOf(eventId),
      lowered: loweredCaps(eventId),
    })
    .from(events)
    .where(eq(events.id, eventId))
    .for("share");
  return event satisfies ClaimedEvent | undefined;
}

type ClaimedEvent = { status: string; generation: number; hold: HoldSettings; ranges: Ranges; lowered: Ranges };

/** Claims of these ticket types go one after the other from here on; in one order for everybody. */
export const lockTypes = (tx: Transaction, ticketTypeIds: string[]) =>
  tx
    .select({ id: ticketTypes.id })
    .from(ticketTypes)
    .where(inArray(ticketTypes.id, ticketTypeIds))
    .orderBy(asc(ticketTypes.id))
    .for("no key update");

/**
 * Under which generation units return: a rebuild after this one has seen them free already. Its bump of the
 * generation waits until the transaction has ended.
 */
export async function generationOf(tx: Transaction, eventId: string): Promise<number> {
  return (await eventForClaim(tx, eventId))?.generation ?? 0;
}

/** The new order, by Postgres's clock alone; undefined when this hold has one already. */
export async function insertOrder(tx: Transaction, { paymentSeconds, ...order }: NewOrder) {
  const [inserted] = await tx
    .insert(orders)
    .values({ ...order, expiresAt: sql`now() + ${paymentSeconds} * interval '1 s'` })
    .onConflictDoNothing()
    .returning();
  return inserted;
}

export async function orderById(
  orderId: string,
  db: Pick<Transaction, "select"> = primary(),
): Promise<OrderRow | undefined> {
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  return order;
}

export const insertItems = (tx: Transaction, items: (typeof orderItems.$inferInsert)[]) =>
  tx.insert(orderItems).values(items);

/** Claims what is free, in one order for everybody, so that two claims never deadlock. */
export async function insertTickets(tx: Transaction, rows: (typeof tickets.$inferInsert)[]) {
  if (rows.length === 0) return [];
  const sorted = rows.toSorted((a, b) => (a.poolId === b.poolId ? a.unit - b.unit : a.poolId < b.poolId ? -1 : 1));
  return tx
    .insert(tickets)
    .values(sorted)
    .onConflictDoNothing()
    .returning({ poolId: tickets.poolId, unit: tickets.unit });
}

/** Ticket types of these that limit a customer. */
export const limitedTypes = (tx: Transaction, ticketTypeIds: string[]) =>
  tx
    .select({ id: ticketTypes.id, max: ticketTypes.maxPerCustomer })
    .from(ticketTypes)
    .where(and(inArray(ticketTypes.id, ticketTypeIds), isNotNull(ticketTypes.maxPerCustomer)))
    .orderBy(asc(ticketTypes.id));

type Count = { ticketTypeId: string; customer: string; units: number };

/** Counts the units to the customer; false when that would pass `max`. */
export async function countUnits(tx: Transaction, { ticketTypeId, customer, units }: Count, max: number) {
  if (units > max) return false;
  const counted = await tx
    .insert(customerCounts)
    .values({ ticketTypeId, customer, units })
    .onConflictDoUpdate({
      target: [customerCounts.ticketTypeId, customerCounts.customer],
      set: { units: sql`${customerCounts.units} + ${units}` },
      setWhere: sql`${customerCounts.units} + ${units} <= ${max}`,
    })
    .returning({ units: customerCounts.units });
  return counted.length > 0;
}

export const uncountUnits = (tx: Transaction, { ticketTypeId, customer, units }: Count) =>
  tx
    .update(customerCounts)
    .set({ units: sql`greatest(0, ${customerCounts.units} - ${units})` })
    .where(and(eq(customerCounts.ticketTypeId, ticketTypeId), eq(customerCounts.customer, customer)));

/** The memory of this key, made if it was not there. */
export async function rememberKey(
  tx: Transaction,
  row: { actor: string; key: string; bodyHash: string; orderId: string },
) {
  await tx.insert(answers).values(row).onConflictDoNothing();
  const [answer] = await tx
    .select()
    .from(answers)
    .where(and(eq(answers.actor, row.actor), eq(answers.key, row.key)));
  return answer;
}

export async function orderIdOfIntent(intentId: string): Promise<string | undefined> {
  const [order] = await primary().select({ id: orders.id }).from(orders).where(eq(orders.paymentIntentId, intentId));
  return order?.id;
}
