import { asc, desc } from "drizzle-orm";
import { z } from "zod";
import { replica } from "@/db/client";
import { type EventRow, eventRows, type TypeRow, typeRows } from "@/db/queries/events";
import { events } from "@/db/schema/events";
import { writeCursor } from "./event-cursor";
import { type EventSearch, eventFilters } from "./event-filters";
import { type ListedEvent, listedEvent } from "./event-view";
import { publicView, viewEvent } from "./view-event";

export const eventPage = z.object({
  events: z.array(listedEvent),
  nextCursor: z.string().nullable().describe("Null on the last page."),
});

/** Published events from the replica, a page at a time; `nextCursor` is null on the last page. */
export async function listEvents(query: EventSearch): Promise<z.output<typeof eventPage>> {
  const { limit = 20, sort = "startsAt" } = query;
  const direction = sort === "-startsAt" ? desc : asc;
  const order = [direction(events.startsAt), direction(events.id)];
  const rows = await eventRows(eventFilters(query), order, limit + 1, replica());
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1)?.event : undefined;
  return { events: await listed(page), nextCursor: last ? writeCursor(last) : null };
}

/** Events as lists show them. */
export async function listed(rows: EventRow[]): Promise<ListedEvent[]> {
  const ids = rows.map(({ event }) => event.id);
  const types: TypeRow[] = ids.length > 0 ? await typeRows(ids, replica()) : [];
  return rows.map((row) => {
    const { description: _, ...event } = publicView(viewEvent(row, types));
    return event;
  });
}
