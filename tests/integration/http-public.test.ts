import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { aFan, call, callOnce } from "../fixtures/fan";
import { eventBody } from "../fixtures/organizer";
import { aSale, asOrganizer } from "../fixtures/sale";
import { eventually } from "../fixtures/stack";

type Event = { id: string; slug: string; title: string; startsAt: string; ticketTypes: { id: string; name: string }[] };
type Listing = { events: Event[]; nextCursor: string | null; code?: string; fields?: Record<string, string[]> };

const list = (query: Record<string, string>) => call<Listing>(`/api/v1/events?${new URLSearchParams(query)}`);
const slugs = ({ body }: { body: Listing }) => body.events.map(({ slug }) => slug);

async function published(more: object) {
  const { body } = await asOrganizer("/events", "POST", eventBody(more));
  await asOrganizer(`/events/${body.event.id}/publish`, "POST");
  return body.event;
}

describe("every answer", () => {
  test("carries a request id: the caller's when it is a plain word, else a new one", async () => {
    const kept = await call("/api/v1/health", { headers: { "X-Request-Id": "check-0123456789" } });
    const replaced = await call("/api/v1/nowhere", { headers: { "X-Request-Id": "no spaces please" } });
    expect(kept.headers.get("x-request-id")).toBe("check-0123456789");
    expect(replaced.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(replaced.body).toMatchObject({ requestId: replaced.headers.get("x-request-id") });
  });

  test.each(["/api/v1/nowhere", "/api/v1", "/api/tickets/nowhere", "/api/v1/events/No_Such", "/api/v1/events/nope/x"])(
    "%s is a problem that says not found",
    async (path) => {
      const answer = await call(path);
      expect(answer).toMatchObject({ status: 404, body: { code: "not_found", status: 404 } });
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
    },
  );

  test("to a method the address does not know names those it knows", async () => {
    const answer = await call("/api/v1/events", { method: "DELETE" });
    expect(answer).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
    expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect((await call("/api/v1/events")).status).toBe(200);
  });

  test("is guarded: no sniffing, no framing, nothing to load", async () => {
    const { headers } = await call("/api/v1/health");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("x-powered-by")).toBeNull();
  });
});

test("health and readiness answer, the latter with each dependency", async () => {
  expect(await call("/api/v1/health")).toMatchObject({ status: 200, body: { status: "ok" } });
  const ready = await eventually(
    () => callOnce("/api/v1/ready"),
    ({ status }) => status === 200,
  );
  expect(ready).toMatchObject({ status: 200, body: { checks: { postgres: "ok", redis: "ok", queue: "ok" } } });
});

test.each(["/api/v1/events", "/api/v1/gates", "/api/v1/ticket-keys"])(
  "%s is the same for everyone: kept by shared caches, no cookie",
  async (path) => {
    const { status, headers } = await call(path);
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toMatch(/^public, max-age=0, s-maxage=\d+/);
    expect(headers.get("set-cookie")).toBeNull();
  },
);

test("the published keys are public ones, for Ed25519", async () => {
  const { body } = await call<{ keys: Record<string, string>[] }>("/api/v1/ticket-keys");
  expect(body.keys[0]).toMatchObject({ kty: "OKP", crv: "Ed25519", kid: expect.stringMatching(/^[0-9a-f]{8}$/) });
  expect(body.keys[0]).not.toHaveProperty("d");
});

describe("one event", () => {
  test("is told with its prices, and at the seeds' own path too", async () => {
    const sale = await aSale({ priceCents: 2000, fees: { fixedCents: 100, percent: 5, included: false } });
    const told = await call<{ event: Event }>(`/api/v1/events/${sale.slug}`);
    expect(told.status).toBe(200);
    expect(told.body.event).toMatchObject({
      id: sale.eventId,
      status: "published",
      minPriceCents: 2200,
      ticketTypes: [
        { id: sale.ticketTypeId, priceCents: 2000, feeCents: 200, taxCents: 0, totalCents: 2200, capacity: 20 },
      ],
      waitingRoom: { mode: "off" },
    });
    expect(told.headers.get("cache-control")).toContain("s-maxage");
    expect((await call(`/api/events/${sale.slug}`)).body).toEqual(told.body);
  });

  test("is not there while it is a draft, and names no type that only a code opens", async () => {
    const hidden = { name: "Friends", kind: "general", priceCents: 0, capacity: 5, visibility: "code" };
    const body = eventBody();
    const draft = (await asOrganizer("/events", "POST", { ...body, ticketTypes: [...body.ticketTypes, hidden] })).body;
    expect((await call(`/api/v1/events/${draft.event.slug}`)).status).toBe(404);
    await asOrganizer(`/events/${draft.event.id}/publish`, "POST");
    const told = await call<{ event: Event }>(`/api/v1/events/${draft.event.slug}`);
    expect(told.body.event.ticketTypes.map(({ name }) => name)).toEqual(["Standard"]);
    expect(JSON.stringify((await call(`/api/v1/events/${draft.event.slug}/availability`)).body)).not.toContain(
      draft.event.ticketTypes[1]?.id,
    );
  });
});

describe("availability", () => {
  test("follows holds in a moment, and is shared for one", async () => {
    const [fan, sale] = [await aFan(), await aSale({ capacity: 2 })];
    const path = `/api/v1/events/${sale.slug}/availability`;
    const before = await call<{ version: number; soldOut: boolean; ticketTypes: object[] }>(path);
    expect(before.body).toMatchObject({ soldOut: false, ticketTypes: [{ id: sale.ticketTypeId, available: 2 }] });
    expect(before.headers.get("cache-control")).toContain("s-maxage=1,");
    expect((await fan.reserve(sale.eventId, sale.two)).status).toBe(200);
    const after = await eventually(
      () => call<{ ticketTypes: { available: number }[] }>(path),
      ({ body }) => body.ticketTypes[0]?.available === 0,
    );
    expect(after.body).toMatchObject({ ticketTypes: [{ id: sale.ticketTypeId, available: 0 }] });
  });

  test("of an event nobody knows is not found", async () => {
    expect((await call("/api/v1/events/never-heard-of/availability")).status).toBe(404);
  });
});

describe("the list of events", () => {
  test("finds by words, city, category and time, and never shows a draft", async () => {
    const word = randomUUID().slice(0, 8);
    const city = `Town ${word}`;
    const event = await published({
      title: `100% Salsa_${word}`,
      category: `dance-${word}`,
      venue: { name: `Hall ${word}`, city, country: "DE" },
    });
    await asOrganizer("/events", "POST", eventBody({ title: `Draft Salsa_${word}` }));
    for (const query of [
      { q: `salsa_${word}` },
      { q: "100% salsa", city },
      { q: `hall ${word}` },
      { city: city.toUpperCase() },
      { category: `dance-${word}` },
      { category: `dance-${word}`, from: new Date().toISOString(), to: "2099-01-01T00:00:00Z" },
    ]) {
      expect(slugs(await list(query))).toEqual([event.slug]);
    }
    for (const query of [{ q: `salsa%${word}` }, { city, category: "other" }, { city, to: "2020-01-01T00:00:00Z" }]) {
      expect(slugs(await list(query))).toEqual([]);
    }
  });

  test("goes on page by page, each event once, in either order", async () => {
    const category = `pages-${randomUUID().slice(0, 8)}`;
    const startsAt = new Date(Date.now() + 10 * 24 * 3600 * 1000).toISOString();
    for (let each = 0; each < 5; each++) await published({ category, startsAt });
    for (const sort of ["startsAt", "-startsAt"]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await list({ category, sort, limit: "2", ...(cursor && { cursor }) });
        seen.push(...slugs(page));
        cursor = page.body.nextCursor;
      } while (cursor && seen.length < 20);
      expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
    }
  });

  test.each([
    [{ limit: "101" }, "limit"],
    [{ limit: "0" }, "limit"],
    [{ cursor: "bm90aGluZw" }, "cursor"],
    [{ cursor: Buffer.from(JSON.stringify(["0000-01-01T00:00:00Z", randomUUID()])).toString("base64url") }, "cursor"],
    [{ from: "yesterday" }, "from"],
    [{ sort: "price" }, "sort"],
    [{ q: "\u0000" }, "q"],
  ])("refuses %o by name", async (query, field) => {
    const answer = await list(query);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: "invalid_request", fields: { [field]: [expect.any(String)] } },
    });
  });
});
