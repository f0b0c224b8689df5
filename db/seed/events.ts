import { inArray, max, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { events, pools, ticketTypes } from "@/db/schema/events";
import { idOf } from "@/lib/core/ids";
import { endOf, noonAfter, startOf } from "./dates";
import { organizationId, seriesId, venueId } from "./organizer";
import { days } from "./programme/days";
import type { DemoEvent } from "./programme/demo-event";
import { nights } from "./programme/nights";
import { stages } from "./programme/stages";

const programme = [...nights, ...days, ...stages];

const eventId = (slug: string) => idOf(`demo|event|${slug}`);
const poolId = (slug: string, name: string) => idOf(`demo|pool|${slug}|${name}`);
const typeId = (slug: string, name: string) => idOf(`demo|ticket-type|${slug}|${name}`);

const hold = { ttlSeconds: 600, extendSeconds: 300, paymentSeconds: 600, maxUnits: 10 };
const noRoom = { mode: "off", ratePerMinute: 600, burst: 50, maxActive: 500, adaptive: false } as const;

const eventRow = (event: DemoEvent, seedDay: Date) => ({
  id: eventId(event.slug),
  organizationId,
  venueId: venueId(event.venue),
  seriesId: event.series ? seriesId(event.series) : null,
  slug: event.slug,
  title: event.title,
  summary: event.summary,
  description: event.description,
  category: event.category,
  posterPath: `/posters/${event.slug}.svg`,
  startsAt: startOf(event, seedDay),
  endsAt: endOf(event, seedDay),
  timezone: event.timezone,
  currency: event.currency,
  status: "published" as const,
  hold: { ...hold, ...event.hold },
  fees: event.fees,
  taxes: event.taxes,
  waitingRoom: noRoom,
  publishedAt: seedDay,
});

const poolRows = (event: DemoEvent) =>
  Object.entries(event.pools).map(([name, range]) => ({
    id: poolId(event.slug, name),
    eventId: eventId(event.slug),
    name,
    range,
  }));

const typeRows = (event: DemoEvent, seedDay: Date) =>
  event.ticketTypes.map(({ pool, saleStartsInDays, saleEndsInDays, ...type }, position) => ({
    ...type,
    id: typeId(event.slug, type.name),
    eventId: eventId(event.slug),
    poolId: poolId(event.slug, pool),
    saleStartsAt: noonAfter(saleStartsInDays, event.timezone, seedDay),
    saleEndsAt: noonAfter(saleEndsInDays, event.timezone, seedDay),
    position,
  }));

/** Adds what is missing and changes nothing that is there. */
export async function seedEvents(db: Database, seedDay: Date) {
  for (const event of programme) {
    await db.insert(events).values(eventRow(event, seedDay)).onConflictDoNothing();
    await db.insert(pools).values(poolRows(event)).onConflictDoNothing();
    await db.insert(ticketTypes).values(typeRows(event, seedDay)).onConflictDoNothing();
  }
}

/** Once every demo event is over, all of them are given new dates; tickets stay with their owners. */
export async function redateEvents(db: Database, seedDay: Date) {
  const ids = programme.map(({ slug }) => eventId(slug));
  const [last] = await db
    .select({ startsAt: max(events.startsAt) })
    .from(events)
    .where(inArray(events.id, ids));
  if (!last?.startsAt || last.startsAt > seedDay) return;
  for (const event of programme) {
    const { id, startsAt, endsAt } = eventRow(event, seedDay);
    await db
      .update(events)
      .set({ startsAt, endsAt, catalogueVersion: sql`${events.catalogueVersion} + 1` })
      .where(sql`${events.id} = ${id}`);
    for (const type of typeRows(event, seedDay)) {
      const { saleStartsAt, saleEndsAt } = type;
      await db.update(ticketTypes).set({ saleStartsAt, saleEndsAt }).where(sql`${ticketTypes.id} = ${type.id}`);
    }
  }
}
