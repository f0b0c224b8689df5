import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { aFan, call, visa } from "../fixtures/fan";
import { anOrganization, auditOf, eventBody } from "../fixtures/organizer";
import { rows } from "../fixtures/stack";

const withoutId = ({ status, body }: { status: number; body: object }) => ({
  status,
  body: { ...body, requestId: "" },
});

async function aDraft(organizer: Awaited<ReturnType<typeof anOrganization>>, more = {}) {
  const created = await organizer.ask("/events", { method: "POST", body: eventBody(more) });
  expect(created.status).toBe(201);
  return { event: created.body.event, path: `/events/${created.body.event.id}` };
}

describe("the key", () => {
  test.each([
    ["no key", {}],
    ["a key nobody has", { Authorization: `Bearer hf_live_${"A".repeat(43)}` }],
    ["something else", { Authorization: "Basic b3JnYW5pemVy" }],
  ])("with %s nothing is told", async (_name, headers) => {
    const answer = await call("/api/v1/organizer/events", { headers });
    expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  });

  test("does what its scopes say, and no more", async () => {
    const reader = await anOrganization(["events:read"]);
    expect((await reader.ask("/events")).status).toBe(200);
    for (const [path, method] of [
      ["/events", "POST"],
      ["/orders", "GET"],
      [`/events/${randomUUID()}/publish`, "POST"],
    ] as const) {
      expect(await reader.ask(path, { method, ...(method === "POST" && { body: eventBody() }) })).toMatchObject({
        status: 403,
        body: { code: "forbidden" },
      });
    }
  });

  test("ends when it is revoked, and notes that it is used", async () => {
    const organizer = await anOrganization();
    expect((await organizer.ask("/events")).status).toBe(200);
    const [used] = await rows<{ last_used_at: Date | null }>("select last_used_at from api_keys where id = $1", [
      organizer.keyId,
    ]);
    expect(used?.last_used_at).toBeInstanceOf(Date);
    await rows("update api_keys set revoked_at = now() where id = $1", [organizer.keyId]);
    expect((await organizer.ask("/events")).status).toBe(401);
  });
});

describe("an event", () => {
  test("is made as a draft, sold once published, gone again when unpublished, and cancelled for good", async () => {
    const organizer = await anOrganization();
    const { event, path } = await aDraft(organizer, { hold: { ttlSeconds: 60 } });
    expect(event).toMatchObject({ status: "draft", hold: { ttlSeconds: 60, extendSeconds: 300 } });
    expect(event.slug).toMatch(/^evening-[0-9a-f]{8}$/);

    const shown = async () => (await call(`/api/v1/events/${event.slug}`)).status;
    const move = async (verb: string) =>
      (await organizer.ask(`${path}/${verb}`, { method: "POST" })).body.event?.status;
    expect(await shown()).toBe(404);
    expect([await move("publish"), await shown()]).toEqual(["published", 200]);
    expect([await move("publish"), await move("unpublish"), await shown()]).toEqual(["published", "draft", 404]);
    expect([await move("publish"), await move("cancel"), await move("cancel")]).toEqual([
      "published",
      "cancelled",
      "cancelled",
    ]);
    expect(await organizer.ask(`${path}/publish`, { method: "POST" })).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });

    const audit = await auditOf(event.id);
    expect(audit.map(({ action }) => action)).toEqual([
      "event.created",
      "event.published",
      "event.unpublished",
      "event.published",
      "event.cancelled",
    ]);
    expect(new Set(audit.map(({ actor }) => actor))).toEqual(new Set([`key:${organizer.keyId}`]));
    expect(
      audit.every(({ organization_id, request_id }) => organization_id === organizer.organizationId && request_id),
    ).toBe(true);
  });

  test("changes what a patch names and keeps the rest", async () => {
    const organizer = await anOrganization();
    const { event, path } = await aDraft(organizer);
    const venue = { name: "New Hall", city: "Hamburg", country: "DE" };
    const body = { title: "Renamed", hold: { ttlSeconds: 30 }, venue };
    expect((await organizer.ask(path, { method: "PATCH", body })).body.event).toMatchObject({
      title: "Renamed",
      slug: event.slug,
      venue,
      hold: { ttlSeconds: 30, extendSeconds: 300 },
    });
    expect(await organizer.ask(path, { method: "PATCH", body: { endsAt: "2026-01-01T00:00:00Z" } })).toMatchObject({
      status: 400,
      body: { fields: { endsAt: [expect.any(String)] } },
    });
    expect((await organizer.ask(path)).body.event.title).toBe("Renamed");
  });

  test("has an address of its own: a title twice gets another, a slug twice is refused", async () => {
    const organizer = await anOrganization();
    const title = `Twice ${randomUUID().slice(0, 8)}`;
    const [first, second] = [await aDraft(organizer, { title }), await aDraft(organizer, { title })];
    expect(second.event.slug).toBe(`${first.event.slug}-2`);
    const body = eventBody({ slug: first.event.slug });
    expect(await organizer.ask("/events", { method: "POST", body })).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
    const taken = { method: "PATCH", body: { slug: first.event.slug } };
    expect((await organizer.ask(second.path, taken)).status).toBe(409);
    await organizer.ask(`${second.path}/publish`, { method: "POST" });
    expect(
      (await organizer.ask(second.path, { method: "PATCH", body: { slug: `${first.event.slug}-3` } })).status,
    ).toBe(409);
  });

  test("that does not fit is refused by name, seats among it", async () => {
    const organizer = await anOrganization();
    const body = eventBody({ currency: "EUX", seating: { sections: [] } });
    const refused = await organizer.ask("/events", { method: "POST", body: { ...body, ticketTypes: [] } });
    expect(refused).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    expect(Object.keys(refused.body.fields)).toEqual(expect.arrayContaining(["currency", "ticketTypes"]));
    const seated = await organizer.ask("/events", { method: "POST", body: eventBody({ seating: { sections: [] } }) });
    expect(seated.body.fields).toHaveProperty(["seating.sections"]);
  });
});

describe("a ticket type", () => {
  const grow = (capacity: number) => ({ method: "PATCH", body: { capacity } });

  test("changes price and capacity while it sells; it cannot shrink below what is there", async () => {
    const [organizer, fan] = [await anOrganization(), await aFan()];
    const { event, path } = await aDraft(organizer);
    const [type] = event.ticketTypes;
    const typePath = `${path}/ticket-types/${type?.id}`;
    expect((await organizer.ask(typePath, grow(10))).body.event.ticketTypes[0]?.capacity).toBe(10);
    await organizer.ask(`${path}/publish`, { method: "POST" });
    const items = [{ ticketTypeId: type?.id ?? "", quantity: 1 }];
    const before = await fan.reserve(event.id, items);

    const changed = await organizer.ask(typePath, { method: "PATCH", body: { priceCents: 3000, capacity: 12 } });
    expect(changed.body.event.ticketTypes[0]).toMatchObject({ priceCents: 3000, capacity: 12 });
    expect((await fan.reserve(event.id, items)).body.hold.totalCents).toBe(3000);
    expect((await fan.ask(`/api/v1/holds/${before.body.hold.id}`)).body.hold.totalCents).toBe(2000);
    expect((await organizer.ask(`${path}/sales`)).body.ticketTypes[0]).toMatchObject({
      capacity: 12,
      held: 2,
      available: 10,
    });
    expect((await organizer.ask(typePath, grow(1))).status).toBe(409);
    expect((await auditOf(type?.id ?? "")).map(({ action }) => action)).toEqual([
      "ticket_type.updated",
      "ticket_type.updated",
    ]);
  });

  test("of another event is not found", async () => {
    const organizer = await anOrganization();
    const [one, other] = [await aDraft(organizer), await aDraft(organizer)];
    const path = `${one.path}/ticket-types/${other.event.ticketTypes[0]?.id}`;
    expect((await organizer.ask(path, grow(50))).status).toBe(404);
  });
});

describe("sales", () => {
  test("tell units from the stock, money and orders from Postgres", async () => {
    const [organizer, fan] = [await anOrganization(), await aFan()];
    const { event, path } = await aDraft(organizer, { fees: { fixedCents: 50, percent: 0, included: false } });
    await organizer.ask(`${path}/publish`, { method: "POST" });
    const two = [{ ticketTypeId: event.ticketTypes[0]?.id ?? "", quantity: 2 }];
    const held = await fan.reserve(event.id, two);
    expect((await fan.purchase(held.body.hold.id, visa)).status).toBe(201);
    await (await aFan()).reserve(event.id, two);
    expect((await organizer.ask(`${path}/sales`)).body).toMatchObject({
      ticketTypes: [{ capacity: 30, sold: 2, held: 2, available: 26 }],
      revenue: { currency: "EUR", grossCents: 4100, refundedCents: 0, feesCents: 100 },
      orders: { paid: 1, pending: 0, refunded: 0, expired: 0 },
      waitingRoom: { waiting: 0 },
    });
  });
});

describe("orders", () => {
  test("are listed, searched and refunded once per key", async () => {
    const [organizer, fan] = [await anOrganization(), await aFan()];
    const { event, path } = await aDraft(organizer);
    await organizer.ask(`${path}/publish`, { method: "POST" });
    const held = await fan.reserve(event.id, [{ ticketTypeId: event.ticketTypes[0]?.id ?? "", quantity: 2 }]);
    const { order } = (await fan.purchase(held.body.hold.id, visa)).body;

    const found = (query: string) => organizer.ask(`/orders?${query}`);
    expect((await found(`event=${event.id}`)).body.orders).toMatchObject([{ id: order.id, eventId: event.id }]);
    expect((await found(`q=${encodeURIComponent(fan.email)}&status=paid`)).body.orders).toHaveLength(1);
    expect((await found(`event=${event.id}&status=refunded`)).body.orders).toEqual([]);
    expect(await found("limit=500")).toMatchObject({ status: 400 });

    const give = (body: object, key: string) =>
      organizer.ask(`/orders/${order.id}/refunds`, { method: "POST", body, headers: { "Idempotency-Key": key } });
    const first = await give({ amountCents: 500, reason: "Goodwill" }, "refund-1");
    expect(first).toMatchObject({ status: 201, body: { refund: { amountCents: 500 } } });
    expect((await give({ amountCents: 500, reason: "Goodwill" }, "refund-1")).body).toEqual(first.body);
    expect(await give({ amountCents: 600 }, "refund-1")).toMatchObject({
      status: 422,
      body: { code: "idempotency_mismatch" },
    });
    expect((await give({ amountCents: 99_999 }, "refund-2")).status).toBe(409);
    expect((await organizer.ask(`${path}/sales`)).body.revenue).toMatchObject({ grossCents: 4000, refundedCents: 500 });
  });
});

describe("an Idempotency-Key", () => {
  const key = (name: string) => ({ "Idempotency-Key": name });

  test("makes one event however often it is sent, even at once", async () => {
    const organizer = await anOrganization();
    const body = eventBody();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => organizer.ask("/events", { method: "POST", body, headers: key("make") })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(201));
    expect(new Set(answers.map(({ body }) => body.event.id)).size).toBe(1);
    expect((await organizer.ask("/events")).body.events).toHaveLength(1);
    await organizer.ask("/events", { method: "POST", body: eventBody(), headers: key("another") });
    expect((await organizer.ask("/events")).body.events).toHaveLength(2);
  });

  test("with another body or address is refused, and a refusal is remembered like any answer", async () => {
    const organizer = await anOrganization();
    const { event, path } = await aDraft(organizer);
    const send = (to: string, body: object) => organizer.ask(to, { method: "PATCH", body, headers: key("k") });
    expect((await send(path, { endsAt: "2020-01-01T00:00:00Z" })).status).toBe(400);
    expect((await send(path, { endsAt: "2020-01-01T00:00:00Z" })).body.fields).toHaveProperty("endsAt");
    expect((await send(path, { title: "Other" })).status).toBe(422);
    expect((await send(`${path}/ticket-types/${event.ticketTypes[0]?.id}`, {})).status).toBe(422);
  });

  test("belongs to its key holder", async () => {
    const [one, other] = [await anOrganization(), await anOrganization()];
    const body = eventBody();
    const [mine, theirs] = [
      await one.ask("/events", { method: "POST", body, headers: key("same") }),
      await other.ask("/events", { method: "POST", body, headers: key("same") }),
    ];
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(mine.body.event.id).not.toBe(theirs.body.event.id);
  });
});

test("what belongs to another organization is not there: the same answer as for what never was", async () => {
  const [owner, stranger] = [await anOrganization(), await anOrganization()];
  const { event, path } = await aDraft(owner);
  const never = `/events/${randomUUID()}`;
  for (const [suffix, method, body] of [
    ["", "GET", undefined],
    ["", "PATCH", { title: "Mine now" }],
    ["/publish", "POST", undefined],
    ["/unpublish", "POST", undefined],
    ["/cancel", "POST", undefined],
    ["/sales", "GET", undefined],
    [`/ticket-types/${event.ticketTypes[0]?.id}`, "PATCH", { priceCents: 1 }],
  ] as const) {
    const ask = (to: string) => stranger.ask(to + suffix, { method, ...(body && { body }) });
    const [theirs, nobodys] = [await ask(path), await ask(never)];
    expect(theirs).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(withoutId(theirs)).toEqual(withoutId(nobodys));
  }
  expect((await stranger.ask("/events")).body.events).toEqual([]);
  expect((await stranger.ask(`/orders?event=${event.id}`)).body.orders).toEqual([]);
  expect((await owner.ask(path)).body.event).toMatchObject({ title: event.title, status: "draft" });
});
