import { asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Database, primary } from "../client";
import { events, pools, series, ticketTypes, venues } from "../schema/events";
import { tickets } from "../schema/orders";
import { organizations } from "../schema/organizers";

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

/** The ticket types of these events; a pool sells its range less what is blocked. */
export const typeRows = (eventIds: string[], db: Database = primary()) =>
  db
    .select({
      type: ticketTypes,
      poolCapacity: sql<number>`(${pools.range} - (select count(*) from ${tickets}
        where ${tickets.poolId} = ${pools.id} and ${tickets.status} = 'blocked'))::int`,
    })
    .from(ticketTypes)
    .innerJoin(pools, eq(pools.id, ticketTypes.poolId))
    .where(inArray(ticketTypes.eventId, eventIds))
    .orderBy(asc(ticketTypes.eventId), asc(ticketTypes.position), asc(ticketTypes.id))
    .limit(eventIds.length * ticketTypesMax);

export type TypeRow = Awaited<ReturnType<typeof typeRows>>[number];
