import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { passCookie } from "@/lib/waiting-room/pass";
import { call, visa } from "../fixtures/fan";
import { aHotSale, aWaiter, figuresOf, steer } from "../fixtures/room";
import { asOrganizer, sales } from "../fixtures/sale";
import { eventually, rawRedis, rows } from "../fixtures/stack";

type Gates = { events: Record<string, { epoch: number; revoked: string[] }> };

const many = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, at) => make(at));
const revoke = (eventId: string, whose: object) => asOrganizer(`/events/${eventId}/waiting-room/revoke`, "POST", whose);
const personIn = (pass: string): string =>
  JSON.parse(Buffer.from(pass.split(".")[2] ?? "", "base64url").toString()).person;
const statusesOf = (answers: { status: number }[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

describe("joining and being let in", () => {
  test("twenty tabs of one visitor have one place and one slot", async () => {
    const { slug, eventId } = await aHotSale();
    const waiter = aWaiter(slug);
    const places = await Promise.all(many(20, () => waiter.join()));
    expect(new Set(places.map(({ body }) => body.number))).toEqual(new Set([1]));
    const ticket = places[0]?.body.ticket ?? "";
    await waiter.enter(ticket);
    const claims = await Promise.all(many(20, () => waiter.claim(ticket)));
    expect(statusesOf(claims, 200)).toBe(20);
    expect(await figuresOf(eventId)).toMatchObject({ active: 1, admitted: 1 });
    expect((await waiter.join()).body).toMatchObject({ state: "admitted", number: 1 });
  });

  test("a hundred who claim at once are let in as far as slots go, and a slot more lets in one more", async () => {
    const { slug, eventId } = await aHotSale({ capacity: 200, maxActive: 7, burst: 100 });
    const waiters = many(100, () => aWaiter(slug));
    const tickets = await Promise.all(waiters.map(async (waiter) => (await waiter.join()).body.ticket));
    const claimAll = () => Promise.all(waiters.map((waiter, at) => waiter.claim(tickets[at] ?? "")));
    const claims = await eventually(claimAll, (answers) => statusesOf(answers, 200) >= 7);
    expect(statusesOf(claims, 200)).toBe(7);
    expect(statusesOf(claims, 202)).toBe(93);
    expect(await figuresOf(eventId)).toMatchObject({ active: 7, admitted: 7 });
    await steer(eventId, { maxActive: 8 });
    const again = await eventually(claimAll, (answers) => statusesOf(answers, 200) >= 8);
    expect(statusesOf(again, 200)).toBe(8);
  });

  test("the tokens of the rate bound who is let in at once", async () => {
    const { slug, eventId } = await aHotSale({ capacity: 200, burst: 3, ratePerMinute: 1, maxActive: 100 });
    const waiters = many(20, () => aWaiter(slug));
    const tickets = await Promise.all(waiters.map(async (waiter) => (await waiter.join()).body.ticket));
    // Far more are called than the rate would: here only the claim limits.
    await rawRedis().hset(`wr:{${eventId}}:ctl`, "serving", 20);
    const claims = await Promise.all(waiters.map((waiter, at) => waiter.claim(tickets[at] ?? "")));
    expect(statusesOf(claims, 200)).toBe(3);
    expect(statusesOf(claims, 202)).toBe(17);
  });

  test("joined, called, let in, bought: and the slot is free again", async () => {
    const { slug, eventId, one } = await aHotSale({ maxActive: 1 });
    const [waiter, next] = [aWaiter(slug), aWaiter(slug)];
    const { ticket = "", state } = (await waiter.join()).body;
    expect(["waiting", "called"]).toContain(state);
    const behind = (await next.join()).body.ticket ?? "";
    const pass = await waiter.enter(ticket);
    expect((await waiter.reserve(eventId, one)).body.code).toBe("pass_required");
    expect((await next.reserve(eventId, one, pass)).body.code).toBe("pass_required");
    const { hold } = (await waiter.reserve(eventId, one, pass)).body;
    expect((await next.claim(behind)).status).toBe(202);
    const bought = await waiter.ask("/api/v1/tickets/purchase", "POST", {
      body: { holdId: hold.id, buyer: { name: "Ada", email: "ada@example.com" }, payment: visa },
      pass,
    });
    expect(bought.status).toBe(201);
    expect(await next.enter(behind)).toEqual(expect.any(String));
    expect((await waiter.claim(ticket)).status).toBe(410);
    expect((await waiter.join()).body.state).toBe("gone");
    expect(await figuresOf(eventId)).toMatchObject({ active: 1, admitted: 2 });
  });

  test("who leaves frees their slot, and does not come back", async () => {
    const { slug, eventId, one } = await aHotSale();
    const waiter = aWaiter(slug);
    const { ticket = "" } = (await waiter.join()).body;
    const pass = await waiter.enter(ticket);
    expect((await waiter.reserve(eventId, one, pass)).status).toBe(200);
    expect((await waiter.leave(pass)).status).toBe(204);
    expect((await waiter.reserve(eventId, one, pass)).body).toMatchObject({
      code: "pass_required",
      queueUrl: expect.stringContaining(`/waiting-room/${slug}`),
    });
    // What was held before goes on, and nothing is held beside it; asked for again it is no new one, and stays too.
    expect((await sales(eventId)).ticketTypes).toMatchObject([{ held: 1, sold: 0 }]);
    expect((await waiter.leave(pass)).status).toBe(204);
    expect((await waiter.renew(pass)).status).toBe(410);
    expect((await waiter.claim(ticket)).status).toBe(410);
    expect((await figuresOf(eventId)).active).toBe(0);
  });

  test("who leaves and repeats what they reserved before loses nothing by it, and gets nothing", async () => {
    const { slug, eventId, one } = await aHotSale();
    const waiter = aWaiter(slug);
    const pass = await waiter.enter((await waiter.join()).body.ticket ?? "");
    const headers = { "Idempotency-Key": randomUUID() };
    const reserve = () =>
      waiter.ask("/api/v1/tickets/reserve", "POST", { body: { eventId, items: one }, headers, pass });
    const { hold } = (await reserve()).body;
    await waiter.leave(pass);
    expect((await reserve()).body.code).toBe("pass_required");
    expect((await waiter.ask(`/api/v1/holds/${hold.id}`, "GET")).body).toMatchObject({ hold: { state: "held" } });
  });

  test("a form of another site makes nobody a new fan", async () => {
    const { slug } = await aHotSale();
    const join = (headers = {}) => call(`/api/v1/events/${slug}/queue`, { method: "POST", headers });
    const planted = await join({ "Sec-Fetch-Site": "cross-site" });
    expect([planted.status, planted.headers.getSetCookie()]).toEqual([401, []]);
    expect((await join({ "Sec-Fetch-Site": "same-origin" })).status).toBe(200);
  });

  test("before it opens people register, in the order of joining", async () => {
    const { slug } = await aHotSale({ opensAt: new Date(Date.now() + 3_600_000).toISOString() });
    const [first, second] = [aWaiter(slug), aWaiter(slug)];
    const { ticket = "", ...place } = (await first.join()).body;
    expect(place).toMatchObject({ state: "registered", number: 1, place: 1 });
    expect((await second.join()).body).toMatchObject({ state: "registered", number: 2 });
    expect((await first.claim(ticket)).status).toBe(202);
  });
});

describe("the organizer steers", () => {
  test("paused, nobody new gets in, and resumed they do", async () => {
    const { slug, eventId } = await aHotSale();
    const [before, waiter] = [aWaiter(slug), aWaiter(slug)];
    const ticket = (await before.join()).body.ticket ?? "";
    const behind = (await waiter.join()).body.ticket ?? "";
    const pass = await before.enter(ticket);
    await eventually(
      async () => (await waiter.join()).body.state,
      (state) => state === "called",
    );
    await steer(eventId, { paused: true });
    expect((await waiter.claim(behind)).status).toBe(409);
    expect((await before.renew(pass)).status).toBe(200);
    await steer(eventId, { paused: false });
    expect(await waiter.enter(behind)).toEqual(expect.any(String));
  });

  test("one pass that is revoked opens nothing, and another does; then none does", async () => {
    const { slug, eventId, one } = await aHotSale();
    const [bad, good] = [aWaiter(slug), aWaiter(slug)];
    const ticket = (await bad.join()).body.ticket ?? "";
    const [badPass, goodPass] = [await bad.enter(ticket), await good.enter((await good.join()).body.ticket ?? "")];
    expect((await revoke(eventId, { person: personIn(badPass) })).status).toBe(200);
    const refused = await eventually(
      () => bad.reserve(eventId, one, badPass),
      ({ status }) => status === 403,
    );
    expect(refused.body.code).toBe("pass_required");
    expect((await bad.renew(badPass)).status).toBe(410);
    expect((await bad.claim(ticket)).status).toBe(410);
    expect((await good.reserve(eventId, one, goodPass)).status).toBe(200);
    expect((await good.renew(goodPass)).status).toBe(200);

    expect((await revoke(eventId, { all: true })).status).toBe(200);
    const none = await eventually(
      () => good.reserve(eventId, one, goodPass),
      ({ status }) => status === 403,
    );
    expect(none.status).toBe(403);
    expect((await good.renew(goodPass)).status).toBe(410);
    expect((await figuresOf(eventId)).active).toBe(0);
    const fresh = aWaiter(slug);
    const freshPass = await fresh.enter((await fresh.join()).body.ticket ?? "");
    expect((await fresh.reserve(eventId, one, freshPass)).status).toBe(200);
  });
});

test("beyond thirty-two revoked persons every pass ends, and the list begins anew", async () => {
  const { slug, eventId, one } = await aHotSale();
  const good = aWaiter(slug);
  const pass = await good.enter((await good.join()).body.ticket ?? "");
  const listed = many(31, () => randomBytes(9).toString("base64url"));
  await rows("update waiting_rooms set revoked = $2 where event_id = $1", [eventId, listed]);
  const gate = async () => (await call<Gates>("/api/v1/gates")).body.events[slug];
  const somebody = () => randomBytes(17).toString("base64url").slice(0, 22);

  expect((await revoke(eventId, { person: somebody() })).status).toBe(200);
  const full = await eventually(gate, (told) => told?.revoked.length === 32);
  expect(full).toMatchObject({ epoch: 0 });
  expect((await good.reserve(eventId, one, pass)).status).toBe(200);

  expect((await revoke(eventId, { person: somebody() })).status).toBe(200);
  const anew = await eventually(gate, (told) => told?.revoked.length === 0);
  expect([anew?.revoked.length, Number(anew?.epoch) > 0]).toEqual([0, true]);
  const refused = await eventually(
    () => good.reserve(eventId, one, pass),
    ({ status }) => status === 403,
  );
  expect(refused.body.code).toBe("pass_required");
  expect((await figuresOf(eventId)).active).toBe(0);
});

describe("a session", () => {
  test("that ended is not renewed back, and one alive goes on", async () => {
    const { slug, eventId } = await aHotSale();
    const waiter = aWaiter(slug);
    const pass = await waiter.enter((await waiter.join()).body.ticket ?? "");
    const renewed = (await waiter.renew(pass)).body.pass;
    expect(personIn(renewed)).toBe(personIn(pass));
    await rawRedis().zadd(`wr:{${eventId}}:act`, 1, personIn(pass));
    expect((await waiter.renew(renewed)).status).toBe(410);
    expect((await figuresOf(eventId)).active).toBe(0);
  });

  test("ends at its limit however often it is renewed, unless a hold and its payment need it for longer", async () => {
    const paymentSeconds = 60;
    const { slug, eventId, one } = await aHotSale({ hold: { paymentSeconds } });
    const waiter = aWaiter(slug);
    const pass = await waiter.enter((await waiter.join()).body.ticket ?? "");
    const limit = Date.now() + 100_000;
    await rawRedis().zadd(`wr:{${eventId}}:lim`, limit, personIn(pass));
    await rawRedis().zadd(`wr:{${eventId}}:act`, limit, personIn(pass));
    const renewed = (await waiter.renew(pass)).body;
    expect(Date.parse(renewed.expiresAt)).toBeLessThanOrEqual(limit);
    const { hold } = (await waiter.reserve(eventId, one, pass)).body;
    const until = async () => Number(await rawRedis().zscore(`wr:{${eventId}}:act`, personIn(pass)));
    const paid = (expiresAt: string) => Date.parse(expiresAt) + paymentSeconds * 1000;
    expect(await until()).toBeGreaterThan(paid(hold.expiresAt));
    expect(await until()).toBeLessThan(paid(hold.expiresAt) + 300_000);

    const headers = { "Idempotency-Key": randomUUID() };
    const longer = await waiter.ask(`/api/v1/holds/${hold.id}/extend`, "POST", { pass, headers });
    expect(longer.status).toBe(200);
    expect(longer.headers.getSetCookie().some((line) => line.startsWith(passCookie(eventId, false)))).toBe(true);
    expect(paid(longer.body.hold.expiresAt)).toBeGreaterThan(paid(hold.expiresAt));
    expect(await until()).toBeGreaterThan(paid(longer.body.hold.expiresAt));
  });

  test("is kept for four events at once: a fifth pass takes the place of another", async () => {
    const { slug, eventId } = await aHotSale();
    const waiter = aWaiter(slug);
    const ticket = (await waiter.join()).body.ticket ?? "";
    await waiter.enter(ticket);
    const own = passCookie(eventId, false);
    const linesWith = async (others: number) => {
      const names = many(others, () => passCookie(randomUUID(), false));
      const headers = { Cookie: [...names, "other"].map((name) => `${name}=x`).join("; ") };
      const claimed = await waiter.ask(`/api/v1/events/${slug}/queue/claim`, "POST", { body: { ticket }, headers });
      return claimed.headers.getSetCookie().map((line) => ({
        isOwn: line.startsWith(`${own}=v1.`),
        isTakenAway: names.some((name) => line.startsWith(`${name}=;`)) && line.includes("1970"),
      }));
    };
    expect(await linesWith(3)).toEqual([{ isOwn: true, isTakenAway: false }]);
    expect(await linesWith(4)).toEqual([
      { isOwn: true, isTakenAway: false },
      { isOwn: false, isTakenAway: true },
    ]);
  });
});
