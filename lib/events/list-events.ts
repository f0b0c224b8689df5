import { and, asc, desc, eq, gte, ilike, lte, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { replica } from "@/db/client";
import { eventRows, typeRows } from "@/db/queries/events";
import { events, venues } from "@/db/schema/events";
import { line } from "@/lib/core/text";
import { moment } from "@/lib/core/time";
import { afterPosition, eventCursor, writeCursor } from "./event-cursor";
import { type ListedEvent, listedEvent } from "./event-view";
import { publicView, viewEvent } from "./view-event";

const limitMax = 100;
/** What a listing may be asked for, as the query of `GET /events`. */
export const eventQuery = z
  .object({
    q: line(100),
    city: line(80),
    category: line(40).toLowerCase(),
    from: moment,
    to: moment,
    sort: z.enum(["startsAt", "-startsAt"]),
    cursor: eventCursor,
    limit: z.coerce.number().int().min(1).max(limitMax),
  })
  .partial();
export type EventQuery = z.output<typeof eventQuery>;

export const eventPage = z.object({
  events: z.array(listedEvent),
  nextCursor: z.string().nullable().describe("Null on the last page."),
});

const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

function filters({ q, city, category, from, to, cursor, sort }: EventQuery): (SQL | undefined)[] {
  const text = q ? containing(q) : undefined;
  return [
    eq(events.status, "published"),
    text ? or(ilike(events.title, text), ilike(venues.name, text), ilike(venues.city, text)) : undefined,
    city ? sql`lower(${venues.city}) = lower(${city})` : undefined,
    category ? eq(events.category, category) : undefined,
    from && gte(events.startsAt, from),
    to && lte(events.startsAt, to),
    cursor && afterPosition(cursor, sort === "-startsAt"),
  ];
}

/** Published events from the replica, a page at a time; `nextCursor` is null on the last page. */
export async function listEvents(query: EventQuery): Promise<z.output<typeof eventPage>> {
  const { limit = 20, sort = "startsAt" } = query;
  const direction = sort === "-startsAt" ? desc : asc;
  const order = [direction(events.startsAt), direction(events.id)];
  const rows = await eventRows(and(...filters(query)), order, limit + 1, replica());
  const page = rows.slice(0, limit);
  const types =
    page.length > 0
      ? await typeRows(
          page.map(({ event }) => event.id),
          replica(),
        )
      : [];
  const last = rows.length > limit ? page.at(-1)?.event : undefined;
  return {
    events: page.map((row): ListedEvent => {
      const { description: _, ...listed } = publicView(viewEvent(row, types));
      return listed;
    }),
    nextCursor: last ? writeCursor(last) : null,
  };
}
