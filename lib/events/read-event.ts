import { eq, type SQL } from "drizzle-orm";
import { eventRows, typeRows } from "@/db/queries/events";
import { events } from "@/db/schema/events";
import { cached, forget } from "@/lib/cache/cached";
import { cacheKeys } from "@/lib/cache/keys";
import { durations } from "@/lib/core/durations";
import { type EventView, eventView } from "./event-view";
import { publicView, viewEvent } from "./view-event";

async function load(where: SQL): Promise<EventView | undefined> {
  const [row] = await eventRows(where, [], 1);
  return row && viewEvent(row, await typeRows([row.event.id]));
}

const read = (key: string, where: SQL) =>
  cached({
    key,
    ttlMs: durations.eventKeptMs,
    nearMs: durations.eventKeptNearMs,
    schema: eventView,
    load: () => load(where),
  });

/** The published (or cancelled) event of this address, as everyone may see it. */
export async function readEvent(slug: string): Promise<EventView | undefined> {
  const event = await read(cacheKeys.eventBySlug(slug), eq(events.slug, slug));
  return event && event.status !== "draft" ? publicView(event) : undefined;
}

/** The same by id, in any status and with every ticket type: for a hold, an order, the dashboard. */
export const eventById = (eventId: string): Promise<EventView | undefined> =>
  read(cacheKeys.eventById(eventId), eq(events.id, eventId));

/** The event as it is this moment, past every cache: the answer to whoever just changed it. */
export const eventNow = (eventId: string): Promise<EventView | undefined> => load(eq(events.id, eventId));

/** Called after every change of an event, so that the next reader sees it. */
export const forgetEvent = ({ id, slug }: { id: string; slug: string }) =>
  forget([cacheKeys.eventBySlug(slug), cacheKeys.eventById(id)]);
