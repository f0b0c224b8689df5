import { and, asc, eq, sql } from "drizzle-orm";
import { primary } from "../client";
import { events } from "../schema/events";

const gatesMax = 1000;

/** The published events behind a waiting room. */
export const hotEvents = () =>
  primary()
    .select({ id: events.id, slug: events.slug, waitingRoom: events.waitingRoom })
    .from(events)
    .where(and(eq(events.status, "published"), sql`${events.waitingRoom} ->> 'mode' <> 'off'`))
    .orderBy(asc(events.startsAt), asc(events.id))
    .limit(gatesMax);
