import { and, asc, eq, lt, sql } from "drizzle-orm";
import { durations } from "@/lib/core/durations";
import { primary } from "../client";
import { events } from "../schema/events";
import { waitingRooms } from "../schema/waiting-rooms";

const gatesMax = 1000;
// Days go by in seconds: an interval of days would follow a time zone.
const afterEvent = sql`make_interval(secs => ${durations.roomAfterEventMs / 1000})`;
const ended = sql`coalesce(${events.endsAt}, ${events.startsAt} + interval '1 day')`;

/** The published events behind a waiting room, until some time after they were held. */
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
    .where(
      and(
        eq(events.status, "published"),
        sql`${events.waitingRoom} ->> 'mode' <> 'off'`,
        sql`${ended} > now() - ${afterEvent}`,
      ),
    )
    // Past events stay published: they must not crowd out those still to come.
    .orderBy(lt(events.startsAt, sql`now() - interval '1 day'`), asc(events.startsAt), asc(events.id))
    .limit(gatesMax);
