import { and, eq, gte, ilike, lte, or, type SQL, sql } from "drizzle-orm";
import { literal } from "@/db/queries/like";
import { events } from "@/db/schema/events";
import { venues } from "@/db/schema/venues";
import { afterPosition } from "./event-cursor";
import type { EventQuery } from "./event-query";

/** A span of days as the calendar beside the venue counts them. */
export const spans = ["today", "weekend", "month"] as const;
export type Span = (typeof spans)[number];

/** What a page may ask for beside the public query: days (`YYYY-MM-DD`, both included) and spans of them. */
export type EventSearch = EventQuery & {
  span?: Span | undefined;
  firstDay?: string | undefined;
  lastDay?: string | undefined;
};

const containing = (text: string) => `%${literal(text)}%`;

const day = sql`(${events.startsAt} at time zone ${events.timezone})::date`;
const today = sql`(now() at time zone ${events.timezone})::date`;

/** Today where the event is; the rest of this week from Friday on; the rest of this month. */
const within: Record<Span, SQL> = {
  today: sql`${day} = ${today}`,
  weekend: sql`(date_trunc('week', ${day}) = date_trunc('week', ${today}) and extract(isodow from ${day}) >= 5)`,
  month: sql`date_trunc('month', ${day}) = date_trunc('month', ${today})`,
};

/** The events a search means, as conditions on `events` and its `venues`. */
export function eventFilters(search: EventSearch): SQL | undefined {
  const { q, city, category, from, to, cursor, sort, span, firstDay, lastDay } = search;
  const text = q ? containing(q) : undefined;
  return and(
    eq(events.status, "published"),
    text ? or(ilike(events.title, text), ilike(venues.name, text), ilike(venues.city, text)) : undefined,
    city ? sql`lower(${venues.city}) = lower(${city})` : undefined,
    category ? eq(events.category, category) : undefined,
    from && gte(events.startsAt, from),
    to && lte(events.startsAt, to),
    span && within[span],
    firstDay ? sql`${day} >= ${firstDay}::date` : undefined,
    lastDay ? sql`${day} <= ${lastDay}::date` : undefined,
    cursor && afterPosition(cursor, sort === "-startsAt"),
  );
}
