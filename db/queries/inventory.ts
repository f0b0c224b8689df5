import { and, asc, eq, getTableColumns, gt, inArray, notInArray, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { events, pools, ticketTypes } from "../schema/events";
import { outbox } from "../schema/messages";
import { orderItems, orders, owningStatuses, tickets } from "../schema/orders";

const ofSale = (status: (typeof owningStatuses)[number]) =>
  status === "blocked" ? "blocked" : status === "claimed" ? "claimed" : "sold";

/**
 * A new generation for a published event. It waits for the claims under way, which share the row; later ones are
 * refused for holds of an older generation. Undefined when no such event is published.
 */
export async function nextGeneration(eventId: string): Promise<number | undefined> {
  const [event] = await primary()
    .update(events)
    .set({ generation: sql`${events.generation} + 1` })
    .where(and(eq(events.id, eventId), eq(events.status, "published")))
    .returning({ generation: events.generation });
  return event?.generation;
}

const eventColumns = {
  id: events.id,
  status: events.status,
  generation: events.generation,
  catalogueVersion: events.catalogueVersion,
  planVersionId: events.seatingPlanVersionId,
  currency: events.currency,
  hold: events.hold,
  fees: events.fees,
  taxes: events.taxes,
};

export async function eventForSale(eventId: string, db: Pick<Transaction, "select"> = primary()) {
  const [event] = await db.select(eventColumns).from(events).where(eq(events.id, eventId));
  return event;
}

/** What is sold, on what terms: the event with its pools and ticket types, as of one moment. */
export const readCatalogue = (eventId: string) => inOneMoment((tx) => catalogueRows(tx, eventId));

/** What is sold and to whom, as of one moment on the primary: all that Redis must know. */
export const readSale = (eventId: string, returnsMs: number) =>
  inOneMoment(async (tx) => {
    const catalogue = await catalogueRows(tx, eventId);
    if (!catalogue) return undefined;
    return {
      ...catalogue,
      taken: await takenUnits(tx, eventId),
      undecided: await undecidedOrders(tx, eventId),
      returns: await lateReturns(tx, eventId, returnsMs),
    };
  });

export type CatalogueRows = NonNullable<Awaited<ReturnType<typeof readCatalogue>>>;
export type SaleRows = NonNullable<Awaited<ReturnType<typeof readSale>>>;

const inOneMoment = <Value>(read: (tx: Transaction) => Promise<Value>) =>
  primary().transaction(read, { isolationLevel: "repeatable read", accessMode: "read only" });

async function catalogueRows(tx: Transaction, eventId: string) {
  const event = await eventForSale(eventId, tx);
  if (!event) return undefined;
  const poolRows = await tx
    .select({ id: pools.id, range: pools.range, section: pools.section })
    .from(pools)
    .where(eq(pools.eventId, eventId))
    .orderBy(asc(pools.id));
  const typeRows = await tx
    .select()
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, eventId))
    .orderBy(asc(ticketTypes.position), asc(ticketTypes.id));
  return { event, pools: poolRows, types: typeRows };
}

/** Every unit somebody owns or the organizer blocked, gathered by pool and ticket type. */
async function takenUnits(tx: Transaction, eventId: string) {
  const rows = await tx
    .select({
      poolId: tickets.poolId,
      ticketTypeId: tickets.ticketTypeId,
      status: tickets.status,
      units: sql<number[]>`array_agg(${tickets.unit})`,
      typeUnits: sql<(number | null)[]>`array_agg(${tickets.typeUnit})`,
    })
    .from(tickets)
    .where(and(eq(tickets.eventId, eventId), inArray(tickets.status, [...owningStatuses])))
    .groupBy(tickets.poolId, tickets.ticketTypeId, tickets.status);
  return rows.flatMap(({ status, ...row }) => (status === "void" ? [] : [{ ...row, as: ofSale(status) }]));
}

/** Orders that are still to be decided, with what they claim. */
async function undecidedOrders(tx: Transaction, eventId: string) {
  const undecided = and(eq(orders.eventId, eventId), inArray(orders.status, ["pending", "closing"]));
  const orderRows = await tx
    .select({ id: orders.id, holdId: orders.holdId, createdAt: orders.createdAt, expiresAt: orders.expiresAt })
    .from(orders)
    .where(undecided);
  const itemRows = await tx
    .select(getTableColumns(orderItems))
    .from(orderItems)
    .innerJoin(orders, eq(orders.id, orderItems.orderId))
    .where(undecided)
    .orderBy(asc(orderItems.ticketTypeId));
  const unitRows = await tx
    .select({
      orderId: tickets.orderId,
      poolId: tickets.poolId,
      ticketTypeId: tickets.ticketTypeId,
      unit: tickets.unit,
      typeUnit: tickets.typeUnit,
    })
    .from(tickets)
    .innerJoin(orders, eq(orders.id, tickets.orderId))
    .where(and(undecided, eq(tickets.status, "claimed")))
    .orderBy(asc(tickets.unit));
  const items = byOrder(itemRows);
  const units = byOrder(unitRows);
  return orderRows.map((order) => ({ ...order, items: items.get(order.id) ?? [], units: units.get(order.id) ?? [] }));
}

function byOrder<Row extends { orderId: string | null }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.orderId ?? "");
    if (group) group.push(row);
    else groups.set(row.orderId ?? "", [row]);
  }
  return groups;
}

/** Whether this hold became an order that has ended, well or not: there is nothing left of it to hold. */
export async function endedAsOrder(holdId: string): Promise<boolean> {
  const rows = await primary()
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.holdId, holdId), notInArray(orders.status, ["pending", "closing"])));
  return rows.length > 0;
}

/** Returns told to the queue lately: their units are free in this very reading, so giving them back does nothing more. */
async function lateReturns(tx: Transaction, eventId: string, returnsMs: number) {
  const rows = await tx
    .select({ id: sql<string>`${outbox.payload} ->> 'returnId'`, at: outbox.createdAt })
    .from(outbox)
    .where(
      and(
        inArray(outbox.job, ["give-back", "unblock"]),
        sql`${outbox.payload} ->> 'eventId' = ${eventId}`,
        gt(outbox.createdAt, sql`now() - ${returnsMs} * interval '1 ms'`),
      ),
    );
  return rows;
}
