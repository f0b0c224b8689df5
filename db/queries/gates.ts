import { and, asc, eq, lt, sql } from "drizzle-orm";
import { primary } from "../client";
import { events } from "../schema/events";
import { waitingRooms } from "../schema/waiting-rooms";

const gatesMax = 1000;

/** The published events behind a waiting room. */
export const hotEvents = () =>
  primary()
    .select({
      id: events.id,
      slug: events.slug,
      waitingRoom: events.waitingRoom,
      epoch: waitingRooms.passesFrom,
      revoked: waitingRooms.revoked,
    })
    .from(events)
    .leftJoin(waitingRooms, eq(waitingRooms.eventId, events.id))
    .where(and(eq(events.status, "published"), sql`${events.waitingRoom} ->> 'mode' <> 'off'`))
    // Past events stay published: they must not crowd out those still to come.
    .orderBy(lt(events.startsAt, sql`now() - interval '1 day'`), asc(events.startsAt), asc(events.id))
    .limit(gatesMax);
