import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { aFan, call, visa } from "../fixtures/fan";
import { aSale, asOrganizer, sales } from "../fixtures/sale";
import { stack } from "../fixtures/stack";

const withoutId = ({ status, body }: { status: number; body: object }) => ({
  status,
  body: { ...body, requestId: "" },
});

async function aHold(wish = {}) {
  const [fan, sale] = [await aFan(), await aSale(wish)];
  const { body } = await fan.reserve(sale.eventId, sale.two);
  return { fan, sale, hold: body.hold, path: `/api/v1/holds/${body.hold.id}` };
}

describe("who asks", () => {
  test("a session is a signed token, in the body and as a cookie no script can read", async () => {
    const { status, headers, body } = await call("/api/v1/session", { method: "POST" });
    expect(status).toBe(201);
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("set-cookie")).toBe(`hf_fan=${body.token}; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax`);
  });

  test("whoever shows a token stays the same person; a forged one makes a new person", async () => {
    const { body } = await call("/api/v1/session", { method: "POST" });
    const again = (token: string) =>
      call("/api/v1/session", { method: "POST", headers: { Authorization: `Bearer ${token}` } });
    expect((await again(body.token)).body.token).toBe(body.token);
    expect((await again(`${body.token.slice(0, -1)}!`)).body.token).not.toBe(body.token);
  });

  test("a browser's first reserve mints its cookie, and the cookie finds the hold", async () => {
    const sale = await aSale();
    const reserved = await call("/api/v1/tickets/reserve", {
      method: "POST",
      body: { eventId: sale.eventId, items: sale.one },
    });
    const cookie = reserved.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(cookie).toMatch(/^hf_fan=v1\./);
    const path = `/api/v1/holds/${reserved.body.hold.id}`;
    expect((await call(path, { headers: { Cookie: `other=%; ${cookie}` } })).status).toBe(200);
    expect((await call(path)).status).toBe(404);
  });

  test("a program with a token we did not sign is told so", async () => {
    const sale = await aSale();
    const headers = { Authorization: "Bearer v1.00000000.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };
    const body = { eventId: sale.eventId, items: sale.one };
    const refused = await call("/api/v1/tickets/reserve", { method: "POST", body, headers });
    expect(refused).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    expect(refused.headers.get("www-authenticate")).toBe("Bearer");
  });
});

describe("reserving", () => {
  test("gives a hold with its price, its end and a receipt, kept by no cache", async () => {
    const [fan, sale] = [await aFan(), await aSale({ priceCents: 2500 })];
    const reserved = await fan.reserve(sale.eventId, sale.two);
    expect(reserved.status).toBe(200);
    expect(reserved.headers.get("cache-control")).toBe("private, no-store");
    expect(reserved.body.hold).toMatchObject({
      eventId: sale.eventId,
      state: "held",
      items: [{ ticketTypeId: sale.ticketTypeId, quantity: 2, unitCents: 2500, feeCents: 0, taxCents: 0 }],
      totalCents: 5000,
      currency: "EUR",
      extendable: true,
    });
    expect(reserved.body.hold.units).toHaveLength(2);
    expect(Date.parse(reserved.body.hold.expiresAt)).toBeGreaterThan(Date.now() + 590_000);
  });

  test("works at the seeds' own path", async () => {
    const [fan, sale] = [await aFan(), await aSale()];
    const body = { eventId: sale.eventId, items: sale.one };
    expect((await fan.ask("/api/tickets/reserve", { method: "POST", body })).status).toBe(200);
  });

  test("the same key and body find the same hold, another body is refused", async () => {
    const [fan, sale] = [await aFan(), await aSale()];
    const [first, again, other] = [
      await fan.reserve(sale.eventId, sale.two, "key-1"),
      await fan.reserve(sale.eventId, sale.two, "key-1"),
      await fan.reserve(sale.eventId, sale.one, "key-1"),
    ];
    expect(again.body.hold.id).toBe(first.body.hold.id);
    expect(other).toMatchObject({ status: 422, body: { code: "idempotency_mismatch" } });
    expect((await sales(sale.eventId)).ticketTypes[0]?.held).toBe(2);
  });

  test("lines of one ticket type count together against the limit", async () => {
    const [fan, sale] = [await aFan(), await aSale({ hold: { maxUnits: 3 } })];
    expect(await fan.reserve(sale.eventId, [...sale.two, ...sale.two])).toMatchObject({
      status: 409,
      body: { code: "limit_exceeded" },
    });
    expect((await fan.reserve(sale.eventId, [...sale.two, ...sale.one])).body.hold.units).toHaveLength(3);
  });

  test("more than there is says what is left", async () => {
    const [fan, sale] = [await aFan(), await aSale({ capacity: 1 })];
    expect(await fan.reserve(sale.eventId, sale.two)).toMatchObject({
      status: 409,
      body: { code: "sold_out", available: { [sale.ticketTypeId]: 1 } },
    });
    expect((await fan.reserve(sale.eventId, sale.one)).status).toBe(200);
  });

  test("before its window says when it opens", async () => {
    const fan = await aFan();
    const sale = await aSale();
    const opensAt = new Date(Date.now() + 3_600_000).toISOString();
    const path = `/events/${sale.eventId}/ticket-types/${sale.ticketTypeId}`;
    expect((await asOrganizer(path, "PATCH", { saleStartsAt: opensAt })).status).toBe(200);
    expect(await fan.reserve(sale.eventId, sale.one)).toMatchObject({
      status: 409,
      body: { code: "not_on_sale", opensAt },
    });
  });

  test.each([
    ["seats", { seats: ["A-1-1"] }, 404, "not_found"],
    ["the best seats", { bestAvailable: { ticketTypeId: randomUUID(), quantity: 2 } }, 404, "not_found"],
    ["a code nobody made", { items: [{ ticketTypeId: randomUUID(), quantity: 1 }], code: "FREE" }, 409, "code_invalid"],
    ["nothing", {}, 400, "invalid_request"],
    ["empty lists", { items: [], seats: [] }, 400, "invalid_request"],
    ["half a ticket", { items: [{ ticketTypeId: randomUUID(), quantity: 0.5 }] }, 400, "invalid_request"],
    ["fewer than none", { items: [{ ticketTypeId: randomUUID(), quantity: -5 }] }, 400, "invalid_request"],
    ["none", { items: [{ ticketTypeId: randomUUID(), quantity: 0 }] }, 400, "invalid_request"],
    ["too many lines", { items: Array(21).fill({ ticketTypeId: randomUUID(), quantity: 1 }) }, 400, "invalid_request"],
  ])("asking for %s is refused", async (_name, wish, status, code) => {
    const [fan, sale] = [await aFan(), await aSale()];
    const body = { eventId: sale.eventId, ...wish };
    expect(await fan.ask("/api/v1/tickets/reserve", { method: "POST", body })).toMatchObject({
      status,
      body: { code },
    });
  });

  test("a ticket type of another event, an unknown event and a draft hold nothing", async () => {
    const [fan, sale, other] = [await aFan(), await aSale(), await aSale()];
    expect((await fan.reserve(sale.eventId, other.one)).status).toBeGreaterThanOrEqual(400);
    expect((await fan.reserve(randomUUID(), sale.one)).status).toBe(404);
    await asOrganizer(`/events/${sale.eventId}/unpublish`, "POST");
    expect([404, 409]).toContain((await fan.reserve(sale.eventId, sale.one)).status);
    expect((await fan.reserve(other.eventId, other.one)).status).toBe(200);
  });
});

test("an event spelled in capitals is the same event: what others hold stays theirs", async () => {
  const [fan, other, sale] = [await aFan(), await aFan(), await aSale()];
  const hold = (await other.reserve(sale.eventId, sale.two)).body.hold;
  const loud = { ticketTypeId: sale.ticketTypeId.toUpperCase(), quantity: 1 };
  expect(await fan.reserve(sale.eventId.toUpperCase(), [loud])).toMatchObject({ status: 200 });
  expect((await sales(sale.eventId)).ticketTypes[0]).toMatchObject({ held: 3, available: 17 });
  expect((await other.purchase(hold.id, visa)).status).toBe(201);
});

describe("what a body may be", () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${stack.url}/api/v1/tickets/reserve`, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json", ...headers },
    });

  test.each([
    ["not JSON", "{", {}, 400, "invalid_request"],
    [
      "another content type",
      "eventId=1",
      { "Content-Type": "application/x-www-form-urlencoded" },
      415,
      "unsupported_media",
    ],
    ["more than 64 KB", JSON.stringify({ receipt: "x".repeat(70_000) }), {}, 413, "too_large"],
    ["a list", "[]", {}, 400, "invalid_request"],
  ])("%s is refused", async (_name, body, headers, status, code) => {
    const answer = await send(body, headers);
    expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
  });
});

describe("one's own hold", () => {
  test("can be read, extended once, changed and given up", async () => {
    const { fan, sale, hold, path } = await aHold();
    expect((await fan.ask(path)).body.hold).toMatchObject({ id: hold.id, totalCents: 5000, expiresAt: hold.expiresAt });

    const longer = await fan.ask(`${path}/extend`, { method: "POST" });
    expect(Date.parse(longer.body.hold.expiresAt)).toBeGreaterThan(Date.parse(hold.expiresAt));
    expect((await fan.ask(`${path}/extend`, { method: "POST" })).status).toBe(409);

    const fewer = await fan.ask(`${path}/change`, { method: "POST", body: { items: sale.one } });
    expect(fewer.body.hold).toMatchObject({ id: hold.id, totalCents: 2500, expiresAt: longer.body.hold.expiresAt });
    expect((await fan.ask(`${path}/change`, { method: "POST", body: { items: [] } })).status).toBe(400);

    const left = await fan.ask(path, { method: "DELETE" });
    expect([left.status, left.body]).toEqual([204, ""]);
    expect((await fan.ask(path, { method: "DELETE" })).status).toBe(204);
    expect(await fan.ask(path)).toMatchObject({ status: 410, body: { code: "hold_expired" } });
    expect((await fan.ask(`${path}/extend`, { method: "POST" })).status).toBe(410);
    expect((await sales(sale.eventId)).ticketTypes[0]).toMatchObject({ held: 0, available: 20 });
  });

  test("is extended once however often the same key is sent, and not again by another", async () => {
    const { fan, path } = await aHold();
    const extend = (key: string) => fan.ask(`${path}/extend`, { method: "POST", headers: { "Idempotency-Key": key } });
    const [first, again] = [await extend("more"), await extend("more")];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.hold.expiresAt).toBe(first.body.hold.expiresAt);
    expect(await extend("another")).toMatchObject({ status: 409, body: { code: "limit_exceeded" } });
  });

  test("is changed once by a key: the same key finds it as it is, with another body it is refused", async () => {
    const { fan, sale, path } = await aHold();
    const change = (items: object[], key?: string) =>
      fan.ask(`${path}/change`, {
        method: "POST",
        body: { items },
        ...(key && { headers: { "Idempotency-Key": key } }),
      });
    const three = [{ ticketTypeId: sale.ticketTypeId, quantity: 3 }];
    const first = await change(three, "more");
    expect([first.status, first.body.hold?.units.length]).toEqual([200, 3]);
    expect((await change(three, "more")).body.hold).toEqual(first.body.hold);
    expect(await change(sale.one, "more")).toMatchObject({ status: 422, body: { code: "idempotency_mismatch" } });

    const fewer = await change(sale.one, "fewer");
    expect(fewer.body.hold?.units).toHaveLength(1);
    // It came late, after a newer change: it does not undo that.
    expect((await change(three, "more")).body.hold).toEqual(fewer.body.hold);
    expect((await change(three)).body.hold?.units).toHaveLength(3);
    expect((await sales(sale.eventId)).ticketTypes[0]).toMatchObject({ held: 3, available: 17 });
  });

  test("keeps the key it was reserved with, whatever changes it", async () => {
    const [fan, sale] = [await aFan(), await aSale()];
    const { hold } = (await fan.reserve(sale.eventId, sale.two, "mine")).body;
    const path = `/api/v1/holds/${hold.id}/change`;
    const headers = { "Idempotency-Key": "mine" };
    expect((await fan.ask(path, { method: "POST", body: { items: sale.one }, headers })).status).toBe(200);
    const again = await fan.reserve(sale.eventId, sale.two, "mine");
    expect([again.status, again.body.hold.id, again.body.hold.units.length]).toEqual([200, hold.id, 1]);
    expect(await fan.reserve(sale.eventId, sale.one, "mine")).toMatchObject({
      status: 422,
      body: { code: "idempotency_mismatch" },
    });
  });

  test("is not there for anybody else: the same answer as for one that never was", async () => {
    const { fan, path } = await aHold();
    const stranger = await aFan();
    const never = `/api/v1/holds/h_${randomUUID()}_${"0".repeat(32)}_${"0".repeat(16)}`;
    for (const [suffix, method] of [
      ["", "GET"],
      ["", "DELETE"],
      ["/extend", "POST"],
    ] as const) {
      const [theirs, nobodys] = [
        await stranger.ask(path + suffix, { method }),
        await stranger.ask(never + suffix, { method }),
      ];
      expect(theirs.status).toBe(404);
      expect(withoutId(theirs)).toEqual(withoutId(nobodys));
      expect(withoutId(await call(path + suffix, { method }))).toEqual(withoutId(nobodys));
    }
    expect((await fan.ask(path)).status).toBe(200);
  });

  test("cannot be changed once it is bought", async () => {
    const { fan, sale, hold, path } = await aHold();
    expect((await fan.purchase(hold.id, visa)).status).toBe(201);
    expect((await fan.ask(`${path}/change`, { method: "POST", body: { items: sale.one } })).status).toBeGreaterThan(
      400,
    );
    expect((await sales(sale.eventId)).ticketTypes[0]).toMatchObject({ sold: 2, available: 18 });
  });
});
