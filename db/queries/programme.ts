import { and, asc, count, eq, gte, type SQL, sql } from "drizzle-orm";
import { replica } from "../client";
import { events } from "../schema/events";
import { venues } from "../schema/venues";

const choicesMax = 500;

const coming = () => and(eq(events.status, "published"), gte(events.startsAt, sql`now()`));

/** The cities that something published is coming to, by name. */
export async function comingCities(): Promise<string[]> {
  const rows = await replica()
    .selectDistinct({ city: venues.city })
    .from(events)
    .innerJoin(venues, eq(venues.id, events.venueId))
    .where(coming())
    .orderBy(asc(venues.city))
    .limit(choicesMax);
  return rows.map(({ city }) => city);
}

/** The kinds of what is coming. */
export async function comingCategories(): Promise<string[]> {
  const rows = await replica()
    .selectDistinct({ category: events.category })
    .from(events)
    .where(coming())
    .orderBy(asc(events.category))
    .limit(choicesMax);
  return rows.map(({ category }) => category);
}

export async function countEvents(where: SQL | undefined): Promise<number> {
  const [row] = await replica()
    .select({ events: count() })
    .from(events)
    .leftJoin(venues, eq(venues.id, events.venueId))
    .where(where);
  return row?.events ?? 0;
}
