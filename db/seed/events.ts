import { inArray, max, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { events, pools, ticketTypes } from "@/db/schema/events";
import { idOf } from "@/lib/core/ids";
import { insertVersion } from "@/lib/seating/insert-version";
import { sectionPools } from "@/lib/seating/section-pools";
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

function poolRows({ slug, pools = {}, plan }: DemoEvent) {
  const ofEvent = { eventId: eventId(slug) };
  const general = Object.entries(pools).map(([name, range]) => ({ ...ofEvent, name, range }));
  const rows = plan ? sectionPools(ofEvent.eventId, plan()) : general;
  return rows.map((row) => ({ ...row, id: poolId(slug, row.name) }));
}

const typeRows = (event: DemoEvent, seedDay: Date) =>
  event.ticketTypes.map(({ pool, saleStartsInDays, saleEndsInDays, ...type }, position) => ({
    ...type,
    id: typeId(event.slug, type.name),
    eventId: eventId(event.slug),
    kind: pool ? ("general" as const) : ("seated" as const),
    poolId: pool ? poolId(event.slug, pool) : null,
    saleStartsAt: noonAfter(saleStartsInDays, event.timezone, seedDay),
    saleEndsAt: noonAfter(saleEndsInDays, event.timezone, seedDay),
    position,
  }));

/** Adds the events that are missing and changes none that is there. */
export async function seedEvents(tx: Transaction, seedDay: Date) {
  for (const event of programme) {
    const plan = event.plan?.();
    const seating = plan && (await insertVersion(tx, { organizationId, plan }));
    const row = { ...eventRow(event, seedDay), seatingPlanVersionId: seating?.versionId };
    const added = await tx.insert(events).values(row).onConflictDoNothing().returning({ id: events.id });
    if (added.length === 0) continue;
    await tx.insert(pools).values(poolRows(event));
    await tx.insert(ticketTypes).values(typeRows(event, seedDay));
  }
}

/** Once every demo event is over, all of them are given new dates; tickets stay with their owners. */
export async function redateEvents(tx: Transaction, seedDay: Date) {
  const ids = programme.map(({ slug }) => eventId(slug));
  const [last] = await tx
    .select({ startsAt: max(events.startsAt) })
    .from(events)
    .where(inArray(events.id, ids));
  if (!last?.startsAt || last.startsAt > seedDay) return;
  for (const event of programme) {
    const { id, startsAt, endsAt } = eventRow(event, seedDay);
    await tx
      .update(events)
      .set({ startsAt, endsAt, catalogueVersion: sql`${events.catalogueVersion} + 1` })
      .where(sql`${events.id} = ${id}`);
    for (const type of typeRows(event, seedDay)) {
      const { saleStartsAt, saleEndsAt } = type;
      await tx.update(ticketTypes).set({ saleStartsAt, saleEndsAt }).where(sql`${ticketTypes.id} = ${type.id}`);
    }
  }
}
