import { and, asc, count, eq, inArray, isNotNull, sql, sum } from "drizzle-orm";
import { type Database, primary, type Transaction } from "../client";
import { events, pools, ticketTypes } from "../schema/events";
import { orders, tickets } from "../schema/orders";
import { seatingRuns } from "../schema/seating";
import { venues } from "../schema/venues";

const poolsMax = 100;
const soldStatuses = ["valid", "checked_in"] as const;

/** Units with an owner who paid, by event. */
export const soldOfEvents = (eventIds: string[]) =>
  primary()
    .select({ eventId: tickets.eventId, units: count() })
    .from(tickets)
    .where(and(inArray(tickets.eventId, eventIds), inArray(tickets.status, [...soldStatuses])))
    .groupBy(tickets.eventId);

/** Money captured and not given back, by event. */
export const revenueOfEvents = (eventIds: string[]) =>
  primary()
    .select({
      eventId: orders.eventId,
      cents: sum(sql`${orders.totalCents} - ${orders.refundedCents}`).mapWith(Number),
    })
    .from(orders)
    .where(and(inArray(orders.eventId, eventIds), isNotNull(orders.capturedAt)))
    .groupBy(orders.eventId);

/** Units of an event that nobody else can have: sold, or claimed by an order under way. */
export async function ownedUnits(eventId: string, db: Pick<Transaction, "select"> = primary()): Promise<number> {
  const [row] = await db
    .select({ units: count() })
    .from(tickets)
    .where(and(eq(tickets.eventId, eventId), inArray(tickets.status, ["claimed", ...soldStatuses])));
  return row?.units ?? 0;
}

/** What an event sells from; a pool sells its range less what is blocked. */
export const poolsOfEvents = (eventIds: string[], db: Database = primary()) =>
  db
    .select({
      id: pools.id,
      eventId: pools.eventId,
      name: pools.name,
      section: pools.section,
      hasSeats: sql<boolean>`exists (select from ${seatingRuns} r
        where r.version_id = ${events.seatingPlanVersionId} and r.section = ${pools.section})`,
      capacity: sql<number>`(${pools.range} - (select count(*) from ${tickets}
        where ${tickets.poolId} = ${pools.id} and ${tickets.status} = 'blocked'))::int`,
    })
    .from(pools)
    .innerJoin(events, eq(events.id, pools.eventId))
    .where(inArray(pools.eventId, eventIds))
    .orderBy(asc(pools.eventId), asc(pools.name))
    .limit(eventIds.length * poolsMax);

/** Which pool each ticket type of an event sells from, and its own cap in it. */
export const homesOf = (eventId: string) =>
  primary()
    .select({ id: ticketTypes.id, poolId: ticketTypes.poolId, capacity: ticketTypes.capacity })
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, eventId))
    .limit(poolsMax);

/** The row of an organization's own event, as it is this moment. */
export async function ownEventRow(organizationId: string, eventId: string) {
  const [row] = await primary()
    .select({ event: events, venue: venues })
    .from(events)
    .leftJoin(venues, eq(venues.id, events.venueId))
    .where(and(eq(events.id, eventId), eq(events.organizationId, organizationId)));
  return row;
}
