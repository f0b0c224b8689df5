import { and, asc, eq, ne, sql } from "drizzle-orm";
import { replica } from "@/db/client";
import { events, series } from "@/db/schema/events";

type SeriesDate = { slug: string; startsAt: Date; timezone: string };

const datesMax = 50;

/** The other published dates of a series that are still to come, soonest first. */
export const seriesDates = (seriesSlug: string, exceptSlug: string): Promise<SeriesDate[]> =>
  replica()
    .select({ slug: events.slug, startsAt: events.startsAt, timezone: events.timezone })
    .from(events)
    .innerJoin(series, eq(series.id, events.seriesId))
    .where(
      and(
        eq(series.slug, seriesSlug),
        eq(events.status, "published"),
        ne(events.slug, exceptSlug),
        sql`coalesce(${events.endsAt}, ${events.startsAt}) > now()`,
      ),
    )
    .orderBy(asc(events.startsAt), asc(events.id))
    .limit(datesMax);
