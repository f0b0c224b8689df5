import { and, asc, desc, eq, gt, gte, ilike, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { replica } from "@/db/client";
import { eventRows, typeRows } from "@/db/queries/events";
import { events, venues } from "@/db/schema/events";
import { line } from "@/lib/core/text";
import { moment } from "@/lib/core/time";
import { type ListedEvent, listedEvent } from "./event-view";
import { publicView, viewEvent } from "./view-event";

const limitMax = 100;
const position = z.tuple([z.iso.datetime(), z.uuid()]);

const cursor = z
  .string()
  .max(200)
  .transform((text, context): z.output<typeof position> => {
    try {
      return position.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    } catch {
      context.issues.push({ code: "custom", message: "Not a cursor of ours", input: text });
      return z.NEVER;
    }
  });

/** What a listing may be asked for, as the query of `GET /events`. */
export const eventQuery = z
  .object({
    q: line(100),
    city: line(80),
    category: line(40).toLowerCase(),
    from: moment,
    to: moment,
    sort: z.enum(["startsAt", "-startsAt"]),
    cursor,
    limit: z.coerce.number().int().min(1).max(limitMax),
  })
  .partial();
export type EventQuery = z.output<typeof eventQuery>;

export const eventPage = z.object({
  events: z.array(listedEvent),
  nextCursor: z.string().nullable().describe("Null on the last page."),
});

const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

function after([startsAt, id]: z.output<typeof position>, backwards: boolean) {
  const time = new Date(startsAt);
  const beyond = backwards ? lt : gt;
  return or(beyond(events.startsAt, time), and(eq(events.startsAt, time), beyond(events.id, id)));
}

function filters({ q, city, category, from, to, cursor, sort }: EventQuery): (SQL | undefined)[] {
  const text = q ? containing(q) : undefined;
  return [
    eq(events.status, "published"),
    text ? or(ilike(events.title, text), ilike(venues.name, text), ilike(venues.city, text)) : undefined,
    city ? sql`lower(${venues.city}) = lower(${city})` : undefined,
    category ? eq(events.category, category) : undefined,
    from && gte(events.startsAt, from),
    to && lte(events.startsAt, to),
    cursor && after(cursor, sort === "-startsAt"),
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
    nextCursor: last ? Buffer.from(JSON.stringify([last.startsAt, last.id])).toString("base64url") : null,
  };
}
