import { and, asc, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { eventRows, typeRows } from "@/db/queries/events";
import { poolsOfEvents, revenueOfEvents, soldOfEvents } from "@/db/queries/managed-events";
import { events } from "@/db/schema/events";
import type { Grant } from "@/lib/core/grant";
import { afterPosition, eventCursor, writeCursor } from "./event-cursor";
import type { ListedEvent } from "./event-view";
import { viewEvent } from "./view-event";

export const eventShelves = ["upcoming", "drafts", "past"] as const;
export type EventShelf = (typeof eventShelves)[number];

/** What the dashboard's list may be asked for. */
export const managedQuery = z.object({ shelf: z.enum(eventShelves), cursor: eventCursor.optional() });
type Query = Grant<"events:read"> & z.output<typeof managedQuery> & { limit?: number };

export type ManagedEvent = ListedEvent & {
  capacity: number;
  sold: number;
  /** Captured and not given back. */
  revenueCents: number;
  /** When the next ticket type goes on sale; null where none is waiting for its time. */
  nextSaleAt: string | null;
};

const limitMax = 50;
const over = sql`coalesce(${events.endsAt}, ${events.startsAt}) < now()`;
const shelved: Record<EventShelf, SQL | undefined> = {
  upcoming: and(ne(events.status, "draft"), sql`not ${over}`),
  drafts: eq(events.status, "draft"),
  past: and(ne(events.status, "draft"), over),
};

function nextSaleOf({ ticketTypes }: ListedEvent, now: Date): string | null {
  const coming = ticketTypes.flatMap(({ saleStartsAt }) =>
    saleStartsAt && new Date(saleStartsAt) > now ? [saleStartsAt] : [],
  );
  return coming.toSorted()[0] ?? null;
}

async function figuresOf(eventIds: string[]) {
  const [pools, sold, revenue] = await Promise.all([
    poolsOfEvents(eventIds),
    soldOfEvents(eventIds),
    revenueOfEvents(eventIds),
  ]);
  return (id: string) => ({
    capacity: pools.filter(({ eventId }) => eventId === id).reduce((sum, { capacity }) => sum + capacity, 0),
    sold: sold.find(({ eventId }) => eventId === id)?.units ?? 0,
    revenueCents: revenue.find(({ eventId }) => eventId === id)?.cents ?? 0,
  });
}

/**
 * An organization's events with what they sold, a page at a time, in five statements however many there are. Soonest
 * first; of past ones the latest.
 */
export async function listManaged({ organizationId, shelf, cursor, limit = 20 }: Query) {
  const size = Math.min(limit, limitMax);
  const backwards = shelf === "past";
  const direction = backwards ? desc : asc;
  const where = and(
    eq(events.organizationId, organizationId),
    shelved[shelf],
    cursor && afterPosition(cursor, backwards),
  );
  const rows = await eventRows(where, [direction(events.startsAt), direction(events.id)], size + 1);
  const page = rows.slice(0, size);
  const last = rows.length > size ? page.at(-1)?.event : undefined;
  const ids = page.map(({ event }) => event.id);
  const [types, figures] = ids.length > 0 ? await Promise.all([typeRows(ids), figuresOf(ids)]) : [[], undefined];
  const now = new Date();
  const managed = page.map((row): ManagedEvent => {
    const { description: _, ...listed } = viewEvent(row, types);
    const { capacity = 0, sold = 0, revenueCents = 0 } = figures?.(row.event.id) ?? {};
    return { ...listed, capacity, sold, revenueCents, nextSaleAt: nextSaleOf(listed, now) };
  });
  return { events: managed, nextCursor: last ? writeCursor(last) : null };
}

/** Where and in what money an organization's newest event is sold: the next one is probably alike. */
export async function latestManaged({ organizationId }: Grant<"events:read"> | Grant<"events:write">) {
  const [row] = await eventRows(eq(events.organizationId, organizationId), [desc(events.createdAt)], 1);
  if (!row) return undefined;
  const { timezone, currency } = row.event;
  return { timezone, currency, venue: row.venue };
}
