import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { stock } from "@/app/api/v1/organizer/stock";
import { watchEvent } from "@/lib/audit/watch-event";
import { durations } from "@/lib/core/durations";
import { grant } from "@/lib/core/grant";
import { addTicketType } from "@/lib/events/add-ticket-type";
import { changeRoom } from "@/lib/events/change-room";
import { createEvent } from "@/lib/events/create-event";
import { createSeries } from "@/lib/events/create-series";
import { duplicateEvent } from "@/lib/events/duplicate-event";
import { eventPatch, isTimeZone, roomPatch, ticketTypePatch } from "@/lib/events/event-input";
import { listManaged, managedQuery } from "@/lib/events/list-managed";
import { newEvent } from "@/lib/events/new-event";
import { ownEvent } from "@/lib/events/own-event";
import { publishReady, withdrawEvent } from "@/lib/events/publish-event";
import { removeTicketType } from "@/lib/events/remove-ticket-type";
import { updatePool } from "@/lib/events/resize-pool";
import { seriesDates } from "@/lib/events/series-dates";
import { updateEvent } from "@/lib/events/update-event";
import { updateTicketType } from "@/lib/events/update-ticket-type";
import { aFan, visa } from "../fixtures/fan";
import { auditOf, eventBody, seatedBody } from "../fixtures/organizer";
import { brokenPromises } from "../fixtures/promises";
import { rows } from "../fixtures/stack";

const dayMs = 24 * 60 * 60 * 1000;
const ahead = (days: number) => new Date(Date.now() + days * dayMs);
const missing = { ok: false, problem: { kind: "not_found" } };

async function anOrganizer() {
  const organizationId = randomUUID();
  await rows("insert into organizations (id, name, slug) values ($1, 'Test', $2)", [organizationId, organizationId]);
  return grant<never>({ organizationId, actor: `user:${randomUUID()}` });
}
type Organizer = Awaited<ReturnType<typeof anOrganizer>>;

async function aDraft(organizer: Organizer, more = {}) {
  const made = await createEvent({ ...organizer, input: newEvent.parse(eventBody(more)) });
  if (!made.ok) throw new Error("no draft");
  const [type] = made.value.ticketTypes;
  return { event: made.value, eventId: made.value.id, typeId: type?.id ?? "" };
}

const testPayments = true;
const publish = (organizer: Organizer, eventId: string) => publishReady({ ...organizer, eventId, testPayments }, stock);
const actionsOf = async (id: string) => (await auditOf(id)).map(({ action }) => action);
const poolsIn = async (organizer: Organizer, eventId: string) => {
  const own = await ownEvent({ ...organizer, eventId });
  return own.ok ? own.value.pools : [];
};

async function sell(eventId: string, ticketTypeId: string, quantity = 1) {
  const fan = await aFan();
  const held = await fan.reserve(eventId, [{ ticketTypeId, quantity }]);
  expect(held.status).toBe(200);
  expect((await fan.purchase(held.body.hold.id, visa)).status).toBe(201);
}

describe("the list", () => {
  test("has each event on its shelf, with what it sold, and goes on where the page before ended", async () => {
    const organizer = await anOrganizer();
    const opens = ahead(3).toISOString();
    const later = { name: "Late", priceCents: 500, capacity: 5, saleStartsAt: opens };
    const ticketTypes = [{ name: "Standard", priceCents: 2000, capacity: 30 }, later];
    const sold = await aDraft(organizer, { ticketTypes });
    await publish(organizer, sold.eventId);
    await sell(sold.eventId, sold.typeId, 2);
    expect(await ownEvent({ ...organizer, eventId: sold.eventId })).toMatchObject({ value: { sold: 2 } });
    const next = await aDraft(organizer, { startsAt: ahead(41).toISOString() });
    await publish(organizer, next.eventId);
    const draft = await aDraft(organizer);
    const past = await aDraft(organizer);
    await publish(organizer, past.eventId);
    await rows("update events set starts_at = now() - interval '2 days' where id = $1", [past.eventId]);

    const first = await listManaged({ ...organizer, shelf: "upcoming", limit: 1 });
    expect(first.events).toMatchObject([
      { id: sold.eventId, capacity: 35, sold: 2, revenueCents: 4000, nextSaleAt: opens, status: "published" },
    ]);
    const shelf = async (shelf: "upcoming" | "drafts" | "past", who = organizer) =>
      (await listManaged({ ...who, shelf })).events.map(({ id }) => id);
    const more = managedQuery.parse({ shelf: "upcoming", cursor: first.nextCursor });
    expect(await listManaged({ ...organizer, ...more, limit: 1 })).toMatchObject({
      events: [{ id: next.eventId, capacity: 30, sold: 0, revenueCents: 0, nextSaleAt: null }],
      nextCursor: null,
    });
    expect(await shelf("upcoming")).toEqual([sold.eventId, next.eventId]);
    expect(await shelf("drafts")).toEqual([draft.eventId]);
    expect(await shelf("past")).toEqual([past.eventId]);
    expect(await shelf("upcoming", await anOrganizer())).toEqual([]);
  });
});

describe("a series", () => {
  const dates = [ahead(30), ahead(31), ahead(32)].map((startsAt) => ({ startsAt, endsAt: null }));
  const { startsAt: _, ...input } = newEvent.parse(eventBody());

  test("is one draft for each date, made once however often it is asked for", async () => {
    const organizer = await anOrganizer();
    const creation = { ...organizer, seriesId: randomUUID(), input, dates };
    const made = await createSeries(creation);
    expect(made).toMatchObject({ ok: true, value: { eventIds: { length: 3 } } });
    expect(await createSeries(creation)).toEqual(made);
    const { events } = await listManaged({ ...organizer, shelf: "drafts" });
    expect(events.map(({ startsAt }) => startsAt)).toEqual(dates.map(({ startsAt }) => startsAt.toISOString()));
    expect(new Set(events.map(({ series }) => series?.title))).toEqual(new Set([input.title]));
    expect(new Set(events.map(({ slug }) => slug)).size).toBe(3);
    expect(events.every(({ ticketTypes }) => ticketTypes.length === 1)).toBe(true);
    expect(await actionsOf(events[0]?.id ?? "")).toEqual(["event.created"]);

    const [first, second] = events;
    await publish(organizer, first?.id ?? "");
    await publish(organizer, second?.id ?? "");
    const others = await seriesDates(first?.series?.slug ?? "", first?.slug ?? "");
    expect(others.map(({ slug }) => slug)).toEqual([second?.slug]);
  });

  test("of another organization is not found again", async () => {
    const creation = { seriesId: randomUUID(), input, dates };
    expect((await createSeries({ ...(await anOrganizer()), ...creation })).ok).toBe(true);
    expect(await createSeries({ ...(await anOrganizer()), ...creation })).toMatchObject({
      problem: { kind: "conflict" },
    });
  });
});

describe("publishing", () => {
  test("waits until nothing is in the way, and says what is", async () => {
    const organizer = await anOrganizer();
    const { eventId } = await aDraft(organizer);
    await rows("update events set starts_at = now() - interval '2 days' where id = $1", [eventId]);
    expect(await publish(organizer, eventId)).toEqual({
      ok: false,
      problem: { kind: "not_ready", obstacles: [{ kind: "event_over" }] },
    });
    await updateEvent({ ...organizer, eventId, patch: { startsAt: ahead(5) } }, stock);
    expect(await publish(organizer, eventId)).toMatchObject({ ok: true, value: { status: "published" } });
    expect(await actionsOf(eventId)).toEqual(["event.created", "event.updated", "event.published"]);
  });

  test("is taken back while nobody has a ticket, and no longer", async () => {
    const organizer = await anOrganizer();
    const { eventId, typeId } = await aDraft(organizer);
    await publish(organizer, eventId);
    expect(await withdrawEvent({ ...organizer, eventId }, stock)).toMatchObject({ value: { status: "draft" } });
    await publish(organizer, eventId);
    await sell(eventId, typeId);
    expect(await withdrawEvent({ ...organizer, eventId }, stock)).toMatchObject({ problem: { kind: "conflict" } });
    expect(await actionsOf(eventId)).toEqual([
      "event.created",
      "event.published",
      "event.unpublished",
      "event.published",
    ]);
  });
});

describe("a copy", () => {
  test("sells the same from places of its own, as a draft, and is made once", async () => {
    const organizer = await anOrganizer();
    const { event, eventId, typeId } = await aDraft(organizer, {
      description: "# Hello",
      venue: { name: "Hall", city: "Berlin", country: "DE" },
      fees: { fixedCents: 50 },
      pools: [{ name: "Floor", capacity: 100 }],
      ticketTypes: [
        { name: "Adult", priceCents: 2000, pool: "Floor" },
        { name: "Student", priceCents: 1000, pool: "Floor", capacity: 20 },
        { name: "Balcony", priceCents: 3000, capacity: 10 },
      ],
    });
    await publish(organizer, eventId);
    await sell(eventId, typeId);
    const lane = { lane: "presale", share: 60, codes: ["FANCLUB-26"], opensAt: "2026-11-23T18:00:00.000Z" };
    const room = roomPatch.parse({ ratePerMinute: 77, lanes: [lane] });
    expect((await changeRoom({ ...organizer, eventId, patch: room }, stock)).ok).toBe(true);
    const copy = { ...organizer, eventId, newEventId: randomUUID(), title: "Once more" };
    const made = await duplicateEvent(copy);
    expect(await duplicateEvent(copy)).toEqual(made);
    const prices = event.ticketTypes.map(({ name, capacity, totalCents }) => ({ name, capacity, totalCents }));
    expect(made).toMatchObject({
      ok: true,
      value: {
        title: "Once more",
        status: "draft",
        description: "# Hello",
        venue: { name: "Hall" },
        ticketTypes: prices,
      },
    });
    expect(await poolsIn(organizer, copy.newEventId)).toMatchObject([
      { name: "Balcony", capacity: 10 },
      { name: "Floor", capacity: 100 },
    ]);
    expect(await actionsOf(copy.newEventId)).toEqual(["event.duplicated"]);
    const [own] = await rows<{ room: object }>("select waiting_room as room from events where id = $1", [
      copy.newEventId,
    ]);
    expect(own?.room).toMatchObject({ ratePerMinute: 77 });
    expect(own?.room).not.toHaveProperty("lanes");
  });
});

describe("a ticket type", () => {
  const vip = { name: "VIP", priceCents: 9000, maxPerOrder: 2 };

  test("is added while the event sells, and can be bought at once", async () => {
    const organizer = await anOrganizer();
    const { eventId } = await aDraft(organizer);
    await publish(organizer, eventId);
    const ticketTypeId = randomUUID();
    const addition = { ...organizer, eventId, ticketTypeId, type: { ...vip, capacity: 3 } };
    expect((await addTicketType(addition, stock)).ok).toBe(true);
    expect((await addTicketType(addition, stock)).ok).toBe(true);
    await sell(eventId, ticketTypeId, 2);
    expect(await (await aFan()).reserve(eventId, [{ ticketTypeId, quantity: 2 }])).toMatchObject({
      status: 409,
      body: { code: "sold_out" },
    });
    expect(await actionsOf(ticketTypeId)).toEqual(["ticket_type.added"]);
  });

  test("may share the places of another, with a cap of its own", async () => {
    const organizer = await anOrganizer();
    const { eventId, typeId } = await aDraft(organizer, {
      ticketTypes: [{ name: "Standard", priceCents: 2000, capacity: 3 }],
    });
    await publish(organizer, eventId);
    const [pool] = await poolsIn(organizer, eventId);
    const ticketTypeId = randomUUID();
    const shared = { ...organizer, eventId, ticketTypeId, poolId: pool?.id };
    expect((await addTicketType({ ...shared, type: { ...vip, capacity: 1 } }, stock)).ok).toBe(true);
    await sell(eventId, ticketTypeId);
    await sell(eventId, typeId, 2);
    const fan = await aFan();
    expect((await fan.reserve(eventId, [{ ticketTypeId: typeId, quantity: 1 }])).status).toBe(409);

    const grow = { ...organizer, eventId, poolId: pool?.id ?? "" };
    expect((await updatePool({ ...grow, capacity: 4 }, stock)).ok).toBe(true);
    expect((await fan.reserve(eventId, [{ ticketTypeId, quantity: 1 }])).status).toBe(409);
    expect((await fan.reserve(eventId, [{ ticketTypeId: typeId, quantity: 1 }])).status).toBe(200);
    expect(await updatePool({ ...grow, capacity: 2 }, stock)).toMatchObject({ problem: { kind: "conflict" } });
    expect(await actionsOf(grow.poolId)).toEqual(["pool.updated"]);
  });

  test("needs a name of its own and places", async () => {
    const organizer = await anOrganizer();
    const { eventId } = await aDraft(organizer);
    const add = (type: object, poolId?: string) =>
      addTicketType({ ...organizer, eventId, ticketTypeId: randomUUID(), poolId, type: { ...vip, ...type } }, stock);
    expect(await add({ name: "Standard", capacity: 1 })).toMatchObject({
      problem: { fields: { name: ["name_twice"] } },
    });
    expect(await add({})).toMatchObject({ problem: { fields: { capacity: ["required"] } } });
    expect(await add({ capacity: 1 }, randomUUID())).toMatchObject({ problem: { fields: { pool: ["choose_pool"] } } });
    expect((await add({ capacity: 1 })).ok).toBe(true);
  });

  test("is renamed to what no other is named, and may keep its name", async () => {
    const organizer = await anOrganizer();
    const { eventId, typeId } = await aDraft(organizer);
    const added = { ...organizer, eventId, ticketTypeId: randomUUID(), type: { ...vip, capacity: 3 } };
    expect((await addTicketType(added, stock)).ok).toBe(true);
    const rename = (name: string) =>
      updateTicketType({ ...organizer, eventId, ticketTypeId: typeId, patch: { name } }, stock);
    expect(await rename("VIP")).toMatchObject({ problem: { fields: { name: ["name_twice"] } } });
    expect((await rename("Standard")).ok).toBe(true);
    expect(await rename("Standing")).toMatchObject({ ok: true, value: { ticketTypes: [{ name: "Standing" }, {}] } });
  });

  test("in shared places loses its cap in a draft, and keeps it once published", async () => {
    const organizer = await anOrganizer();
    const pools = [{ name: "Floor", capacity: 3 }];
    const capped = { name: "Student", priceCents: 1000, pool: "Floor", capacity: 1 };
    const ticketTypes = [capped, { name: "Adult", priceCents: 2000, pool: "Floor" }];
    const patch = ticketTypePatch.parse({ capacity: null });
    const draft = await aDraft(organizer, { pools, ticketTypes });
    const uncap = ({ eventId, typeId }: { eventId: string; typeId: string }) =>
      updateTicketType({ ...organizer, eventId, ticketTypeId: typeId, patch }, stock);
    expect(await uncap(draft)).toMatchObject({ ok: true, value: { ticketTypes: [{ capacity: 3 }, {}] } });
    const published = await aDraft(organizer, { pools, ticketTypes });
    await publish(organizer, published.eventId);
    expect(await uncap(published)).toMatchObject({ problem: { fields: { capacity: ["required"] } } });
  });

  test("leaves a draft with its places; a published event keeps it, and a draft keeps its last", async () => {
    const organizer = await anOrganizer();
    const { eventId, typeId } = await aDraft(organizer);
    const added = randomUUID();
    await addTicketType({ ...organizer, eventId, ticketTypeId: added, type: { ...vip, capacity: 3 } }, stock);
    const remove = (ticketTypeId: string) => removeTicketType({ ...organizer, eventId, ticketTypeId }, stock);
    expect(await remove(typeId)).toMatchObject({ ok: true, value: { ticketTypes: [{ id: added }] } });
    expect(await poolsIn(organizer, eventId)).toMatchObject([{ name: "VIP" }]);
    expect(await remove(added)).toMatchObject({ problem: { kind: "conflict" } });
    expect(await remove(randomUUID())).toEqual(missing);
    await publish(organizer, eventId);
    expect(await remove(added)).toMatchObject({ problem: { kind: "conflict" } });
    expect(await actionsOf(typeId)).toEqual(["ticket_type.removed"]);
  });
});

test("a pool nobody has sold from may shrink", async () => {
  const organizer = await anOrganizer();
  const { eventId } = await aDraft(organizer);
  const [pool] = await poolsIn(organizer, eventId);
  const shrink = { ...organizer, eventId, poolId: pool?.id ?? "", capacity: 5 };
  expect(await updatePool(shrink, stock)).toMatchObject({ ok: true, value: { ticketTypes: [{ capacity: 5 }] } });
  await publish(organizer, eventId);
  const [smaller] = await poolsIn(organizer, eventId);
  // Once published, its free places are blocked.
  expect(await updatePool({ ...shrink, poolId: smaller?.id ?? "", capacity: 4 }, stock)).toMatchObject({
    ok: true,
    value: { ticketTypes: [{ capacity: 4 }] },
  });
  expect((await poolsIn(organizer, eventId)).map(({ id }) => id)).toEqual([smaller?.id]);
});

describe("an event on a seating plan", () => {
  async function aSeatedDraft() {
    const organizer = await anOrganizer();
    const draft = await aDraft(organizer, seatedBody());
    const [seats, floor] = (await poolsIn(organizer, draft.eventId)).toSorted((a, b) => a.name.localeCompare(b.name));
    const seat = draft.event.ticketTypes[1]?.id ?? "";
    return { ...draft, organizer, seat, seats: seats?.id ?? "", floor: floor?.id ?? "" };
  }

  test("sells its seats by category alone: no other ticket type, no other number", async () => {
    const { organizer, eventId, seat, seats, floor } = await aSeatedDraft();
    expect(await poolsIn(organizer, eventId)).toMatchObject([
      { id: seats, capacity: 14, hasSeats: true },
      { id: floor, capacity: 30, hasSeats: false },
    ]);
    const add = (poolId: string) =>
      addTicketType(
        { ...organizer, eventId, ticketTypeId: randomUUID(), poolId, type: { name: poolId, priceCents: 100 } },
        stock,
      );
    expect(await add(seats)).toMatchObject({ problem: { fields: { pool: ["choose_pool"] } } });
    expect((await add(floor)).ok).toBe(true);
    const resize = { ...organizer, eventId, poolId: seats, capacity: 3 };
    expect(await updatePool(resize, stock)).toMatchObject({ problem: { kind: "conflict" } });
    const patch = ticketTypePatch.parse({ priceCents: 4100, capacity: null });
    expect(await updateTicketType({ ...organizer, eventId, ticketTypeId: seat, patch }, stock)).toMatchObject({
      value: { ticketTypes: [{}, { priceCents: 4100, capacity: 14 }, {}] },
    });
    expect((await removeTicketType({ ...organizer, eventId, ticketTypeId: seat }, stock)).ok).toBe(true);
    expect((await poolsIn(organizer, eventId)).map(({ id }) => id)).toEqual([seats, floor]);
  });

  test("is copied with its seats", async () => {
    const { organizer, eventId, event } = await aSeatedDraft();
    const copy = await duplicateEvent({ ...organizer, eventId, newEventId: randomUUID(), title: "Again" });
    expect(copy).toMatchObject({
      value: {
        seatingVersion: event.seatingVersion,
        ticketTypes: [{ capacity: 30 }, { kind: "seated", capacity: 14 }],
      },
    });
  });

  test("a seat under another category's ticket type is found", async () => {
    const { eventId, seat, seats, floor } = await aSeatedDraft();
    const take = (poolId: string) =>
      rows(
        `insert into tickets (id, event_id, pool_id, unit, ticket_type_id, status)
         values (gen_random_uuid(), $1, $2, 1, $3, 'blocked')`,
        [eventId, poolId, seat],
      );
    await take(seats);
    expect(await brokenPromises(eventId)).toEqual([]);
    await take(floor);
    expect((await brokenPromises(eventId)).map(({ check }) => check)).toEqual(["seat_of_another_category"]);
  });
});

test("a venue stays until it is taken away", async () => {
  const organizer = await anOrganizer();
  const { eventId } = await aDraft(organizer, { venue: { name: "Hall", city: "Berlin", country: "DE" } });
  const change = (patch: object) => updateEvent({ ...organizer, eventId, patch: eventPatch.parse(patch) }, stock);
  expect(await change({ title: "Later" })).toMatchObject({ ok: true, value: { venue: { name: "Hall" } } });
  expect(await change({ venue: null })).toMatchObject({ ok: true, value: { venue: null } });
});

describe("the currency", () => {
  test("of a draft changes where its prices can be charged, that of a published event stays", async () => {
    const organizer = await anOrganizer();
    const { eventId, typeId } = await aDraft(organizer);
    const change = (currency: string) => updateEvent({ ...organizer, eventId, patch: { currency } }, stock);
    await updateTicketType({ ...organizer, eventId, ticketTypeId: typeId, patch: { priceCents: 2005 } }, stock);
    expect(await change("KWD")).toMatchObject({ problem: { fields: { currency: {} } } });
    expect(await change("USD")).toMatchObject({ ok: true, value: { currency: "USD" } });
    await publish(organizer, eventId);
    expect(await change("EUR")).toMatchObject({ problem: { kind: "conflict" } });
    expect(await change("USD")).toMatchObject({ ok: true });
  });
});

test("a change that was committed and never told to Redis is told by the auditor", async () => {
  const [organizer, fan] = [await anOrganizer(), await aFan()];
  const { eventId, typeId } = await aDraft(organizer);
  await publish(organizer, eventId);
  const items = [{ ticketTypeId: typeId, quantity: 1 }];
  expect((await fan.reserve(eventId, items)).body.hold.totalCents).toBe(2000);

  const dies = { ...stock, reload: () => Promise.reject(new Error("killed")) };
  const change = { ...organizer, eventId, ticketTypeId: typeId, patch: { priceCents: 3000 } };
  await expect(updateTicketType(change, dies)).rejects.toThrow("killed");
  expect((await fan.reserve(eventId, items)).body.hold.totalCents).toBe(2000);
  const apartMs = durations.auditApartMs;
  durations.auditApartMs = 0;
  for (let pass = 1; pass <= 2; pass++) await watchEvent(eventId);
  durations.auditApartMs = apartMs;
  expect((await fan.reserve(eventId, items)).body.hold.totalCents).toBe(3000);
});

test("every zone an event may have is one Postgres reckons by", async () => {
  const accepted = [
    "UTC",
    "Asia/Kolkata",
    "us/pacific",
    "US/Pacific-New",
    ...Intl.supportedValuesOf("timeZone"),
  ].filter(isTimeZone);
  expect(accepted.length).toBeGreaterThan(400);
  expect(accepted).not.toContain("US/Pacific-New");
  const local = await rows("select now() at time zone zone as at from unnest($1::text[]) as zone", [accepted]);
  expect(local).toHaveLength(accepted.length);
});

test("nothing here is done to the event of another organization: it is not found", async () => {
  const [owner, stranger] = [await anOrganizer(), await anOrganizer()];
  const { event, eventId, typeId } = await aDraft(owner);
  const [pool] = await poolsIn(owner, eventId);
  const theirs = { ...stranger, eventId };
  const type = { name: "Mine", priceCents: 1, capacity: 1 };
  expect(await ownEvent(theirs)).toEqual(missing);
  expect(await publish(stranger, eventId)).toEqual(missing);
  expect(await withdrawEvent(theirs, stock)).toEqual(missing);
  expect(await duplicateEvent({ ...theirs, newEventId: randomUUID(), title: "Mine" })).toEqual(missing);
  expect(await duplicateEvent({ ...owner, eventId, newEventId: eventId, title: "Same" })).toMatchObject({ ok: true });
  expect(await addTicketType({ ...theirs, ticketTypeId: randomUUID(), type }, stock)).toEqual(missing);
  const own = await aDraft(stranger);
  const named = { ...stranger, eventId: own.eventId, ticketTypeId: typeId, type };
  expect(await addTicketType(named, stock)).toMatchObject({ ok: false, problem: { kind: "conflict" } });
  expect(await poolsIn(stranger, own.eventId)).toHaveLength(1);
  expect(await removeTicketType({ ...theirs, ticketTypeId: typeId }, stock)).toEqual(missing);
  expect(await updatePool({ ...theirs, poolId: pool?.id ?? "", capacity: 99 }, stock)).toEqual(missing);
  expect(await ownEvent({ ...owner, eventId })).toMatchObject({ ok: true, value: { event, publishedAt: null } });
});
