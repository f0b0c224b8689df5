import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { countEvents } from "@/lib/events/count-events";
import type { EventSearch } from "@/lib/events/event-filters";
import { eventQuery } from "@/lib/events/event-query";
import { listEvents } from "@/lib/events/list-events";
import { nextSales } from "@/lib/events/next-sales";
import { asOrganizer } from "../fixtures/sale";

const hour = 60 * 60 * 1000;
const at = (hours: number) => new Date(Date.now() + hours * hour);

type Wish = { title: string; startsAt: Date; timezone: string; saleStartsAt?: Date };

async function published({ title, startsAt, timezone, saleStartsAt }: Wish) {
  const type = {
    name: "Standard",
    kind: "general",
    priceCents: 2500,
    capacity: 10,
    ...(saleStartsAt && { saleStartsAt: saleStartsAt.toISOString() }),
  };
  const event = { title, startsAt: startsAt.toISOString(), timezone, currency: "EUR", ticketTypes: [type] };
  const created = await asOrganizer("/events", "POST", event);
  expect(created.status).toBe(201);
  expect((await asOrganizer(`/events/${created.body.event.id}/publish`, "POST", {})).status).toBe(200);
}

const titles = async (search: EventSearch) => (await listEvents(search)).events.map(({ title }) => title);
/** The day somewhere, as a calendar there shows it. */
const dayIn = (timezone: string, time: Date) => new Intl.DateTimeFormat("en-CA", { timeZone: timezone }).format(time);

test("a day is meant where the event is, not where the server stands", async () => {
  const word = randomUUID().slice(0, 8);
  // Half the world apart: at any moment at least one of them is a day ahead of UTC or behind it.
  const zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago"];
  const startsAt = at(30);
  for (const timezone of zones) await published({ title: `${word} ${timezone}`, startsAt, timezone });
  for (const timezone of zones) {
    const day = dayIn(timezone, startsAt);
    const found = await titles({ q: word, firstDay: day, lastDay: day });
    expect(found).toEqual([`${word} ${timezone}`]);
  }
  expect(await titles({ q: word, span: "today" })).toEqual([]);
});

test("today is the day that has begun at the venue", async () => {
  const word = randomUUID().slice(0, 8);
  // Where it is no hour to midnight.
  const timezone = ["Etc/GMT", "Etc/GMT+6"].find((zone) => dayIn(zone, new Date()) === dayIn(zone, at(1))) ?? "";
  await published({ title: `${word} soon`, startsAt: at(0.5), timezone });
  await published({ title: `${word} later`, startsAt: at(25), timezone });
  expect(await titles({ q: word, span: "today" })).toEqual([`${word} soon`]);
  expect(await titles({ q: word })).toEqual([`${word} soon`, `${word} later`]);
});

test("a search counts all its pages, and leads through them", async () => {
  const word = randomUUID().slice(0, 8);
  for (const hours of [30, 31, 32])
    await published({ title: `${word} ${hours}`, startsAt: at(hours), timezone: "Etc/UTC" });
  const search = { q: word, limit: 2 };
  const first = await listEvents(search);
  expect(first.events.map(({ title }) => title)).toEqual([`${word} 30`, `${word} 31`]);
  const { cursor } = eventQuery.parse({ cursor: first.nextCursor });
  expect(await titles({ ...search, cursor })).toEqual([`${word} 32`]);
  expect(await countEvents({ ...search, cursor })).toBe(3);
});

test("the next sales are those that have not begun, the soonest first", async () => {
  const word = randomUUID().slice(0, 8);
  const later = { startsAt: at(80), timezone: "Etc/UTC" };
  await published({ ...later, title: `${word} second`, saleStartsAt: at(0.02) });
  await published({ ...later, title: `${word} first`, saleStartsAt: at(0.01) });
  await published({ ...later, title: `${word} open` });
  const found = (await nextSales(50)).map(({ title }) => title).filter((title) => title.startsWith(word));
  expect(found).toEqual([`${word} first`, `${word} second`]);
});
