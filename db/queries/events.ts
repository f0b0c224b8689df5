import { asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Database, primary } from "../client";
import { events, pools, series, ticketTypes } from "../schema/events";
import { tickets } from "../schema/orders";
import { organizations } from "../schema/organizers";
import { seatingRuns } from "../schema/seating";
import { venues } from "../schema/venues";

const ticketTypesMax = 50;

/** Events with what surrounds them, in the order and number the caller bounds. */
export const eventRows = (where: SQL | undefined, order: SQL[], limit: number, db: Database = primary()) =>
  db
    .select({
      event: events,
      organizer: { id: organizations.id, name: organizations.name, accent: organizations.accent },
      venue: { name: venues.name, address: venues.address, city: venues.city, country: venues.country },
      series: { title: series.title, slug: series.slug },
    })
    .from(events)
    .innerJoin(organizations, eq(organizations.id, events.organizationId))
    .leftJoin(venues, eq(venues.id, events.venueId))
    .leftJoin(series, eq(series.id, events.seriesId))
    .where(where)
    .orderBy(...order)
    .limit(limit);

export type EventRow = Awaited<ReturnType<typeof eventRows>>[number];

const blockedSeats = sql`(select count(*) from ${tickets} t join ${pools} p on p.id = t.pool_id
  join ${seatingRuns} r on r.section = p.section and t.unit between r.first and r.last
  where t.event_id = ${events.id} and t.status = 'blocked'
    and r.version_id = ${events.seatingPlanVersionId} and r.category = ${ticketTypes.category})`;

/** Seats of a ticket type's price category, in every section of the event's plan. */
const seatsOfCategory = sql`((select coalesce(sum(r.last - r.first + 1), 0) from ${seatingRuns} r
  where r.version_id = ${events.seatingPlanVersionId} and r.category = ${ticketTypes.category}) - ${blockedSeats})`;

/** The ticket types of these events, and how many places each sells from: all that are not blocked. */
export const typeRows = (eventIds: string[], db: Database = primary()) =>
  db
    .select({
      type: ticketTypes,
      places: sql<number>`coalesce(${pools.range} - (select count(*) from ${tickets}
        where ${tickets.poolId} = ${pools.id} and ${tickets.status} = 'blocked'), ${seatsOfCategory})::int`,
    })
    .from(ticketTypes)
    .innerJoin(events, eq(events.id, ticketTypes.eventId))
    .leftJoin(pools, eq(pools.id, ticketTypes.poolId))
    .where(inArray(ticketTypes.eventId, eventIds))
    .orderBy(asc(ticketTypes.eventId), asc(ticketTypes.position), asc(ticketTypes.id))
    .limit(eventIds.length * ticketTypesMax);

export type TypeRow = Awaited<ReturnType<typeof typeRows>>[number];
