import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { POST } from "@/app/api/v1/events/[slug]/queue/route";
import { mintVisitor } from "@/lib/auth/visitor";
import { durations } from "@/lib/core/durations";
import { counterOf } from "@/lib/waiting-room/challenge/networks";
import { readFairness } from "@/lib/waiting-room/fairness-report";
import { hotRoom } from "@/lib/waiting-room/gate-document";
import { saveRoom } from "@/lib/waiting-room/save-room";
import { answered } from "../fixtures/answered";
import { countRestCalls, countStatements } from "../fixtures/count-calls";
import { aPerson } from "../fixtures/member";
import { aHotSale, aWaiter, figuresOf } from "../fixtures/room";
import { solved } from "../fixtures/solve";
import { eventually, letGo, rawRedis } from "../fixtures/stack";
import type { Body } from "../fixtures/wire";

const few = 20;
let sql: Awaited<ReturnType<typeof countStatements>>;
let rest: Awaited<ReturnType<typeof countRestCalls>>;

beforeAll(async () => {
  // The route runs in this process, with a limit and networks of its own; its stores stand behind counters.
  sql = await countStatements(process.env.DATABASE_URL ?? "");
  rest = await countRestCalls(process.env.UPSTASH_REDIS_REST_URL ?? "");
  Object.assign(process.env, {
    ...{ DATABASE_URL: sql.url, DATABASE_DRIVER: "pg", UPSTASH_REDIS_REST_URL: rest.url },
    ...{ LIMITS_NETWORK_JOINS: String(few), TRUSTED_HOPS: "0" },
  });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await letGo();
  sql?.close();
  rest?.close();
});

type Join = { solution?: object; ticket?: string; headers?: Record<string, string>; patienceMs?: number };

/** A room, and who comes to it from where. Counts what this process answered. */
async function aRoom() {
  const { slug, eventId } = await aHotSale();
  await eventually(() => hotRoom(slug), Boolean);
  const counted = { given: 0, unanswered: 0 };
  const from = (network: string, { token } = mintVisitor()) => {
    const once = async ({ solution, ticket, headers }: Join) => {
      const request = new Request(`http://localhost/api/v1/events/${slug}/queue`, {
        method: "POST",
        headers: {
          ...{ Authorization: `Bearer ${token}`, "Content-Type": "application/json", "X-Forwarded-For": network },
          ...headers,
        },
        body: JSON.stringify({ solution, ticket }),
      });
      const answer = await POST(request, { params: Promise.resolve({ slug }) });
      const body: Body = await answer.json();
      if (body.code === "challenge_required") counted.given += 1;
      if (answer.status === 503) counted.unanswered += 1;
      return { status: answer.status, body };
    };
    return (join: Join = {}) =>
      eventually(
        () => once(join),
        ({ status }) => status !== 503,
        join.patienceMs,
      );
  };
  // Two that share no counter.
  const one = "192.0.2.1";
  const names = Array.from({ length: 9 }, (_, index) => `198.51.100.${index + 1}`);
  const other = names.find((name) => counterOf(eventId, name) !== counterOf(eventId, one)) ?? "";
  const issued = async () => Number(await rawRedis().hget(`wr:{${eventId}}:ctl`, "issued"));
  return { slug, eventId, from, one, other, issued, counted };
}

/** As many from one network as are asked nothing. */
async function crowded() {
  const room = await aRoom();
  for (let number = 1; number <= few; number++) {
    expect(await room.from(room.one)()).toMatchObject({ status: 200, body: { number } });
  }
  return room;
}

test("twenty of one network join unasked; the next one solves a challenge, once, and others are asked nothing", async () => {
  const { eventId, from, one, other, issued, counted } = await crowded();
  const late = from(one);
  const asked = await late();
  expect(asked).toMatchObject({ status: 403, body: { code: "challenge_required", challenge: { kind: "altcha" } } });
  expect(asked.body.refused).toBeUndefined();
  expect(await issued()).toBe(few);
  expect(await from(other)()).toMatchObject({ status: 200, body: { number: few + 1 } });

  const { solution } = await solved(asked.body.challenge);
  const placed = await late({ solution });
  expect(placed).toMatchObject({ status: 200, body: { number: few + 2 } });
  // A second time is the same number, and so is the ticket; nobody else gets one for it.
  expect(await late({ solution })).toMatchObject({ status: 200, body: { number: few + 2 } });
  const { ticket } = placed.body;
  expect(await late({ ticket })).toMatchObject({ status: 200, body: { number: few + 2 } });
  expect((await from(one)({ ticket })).status).toBe(403);
  expect(await from(one)({ solution })).toMatchObject({ status: 403, body: { refused: "wrong" } });
  expect(await issued()).toBe(few + 2);

  expect(await from(other)()).toMatchObject({ status: 200, body: { number: few + 3 } });
  const [told, solvedCount] = await rawRedis().hmget(`wr:{${eventId}}:ctl`, "asked", "solved");
  expect(Number(solvedCount)).toBe(1);
  expect(counted.given).toBe(3);
  // Each join that had no answer may have told of all of them, or of none.
  expect(Math.abs(Number(told) - 3)).toBeLessThanOrEqual(3 * counted.unanswered);
  await answered(() => saveRoom(eventId));
  expect((await readFairness(eventId))?.challenges).toEqual({ given: Math.max(Number(told), 1), solved: 1 });
});

test("a solution that came late, of another room or altered is refused with a new challenge, and changes nothing", async () => {
  const [{ from, one, issued }, elsewhere] = [await crowded(), await crowded()];
  const visitor = mintVisitor();
  const [here, there] = [from(one, visitor), elsewhere.from(one, visitor)];
  const { challenge } = (await here()).body;
  const { solution: foreign } = await solved((await there()).body.challenge);
  const { solution: own, altered } = await solved(challenge);
  const cheaper = altered((work) => ({ ...work, parameters: { ...work.parameters, cost: 1 } }));
  const garbage = { kind: "altcha", payload: "bm8=" };
  for (const solution of [foreign, cheaper, garbage]) {
    const refused = await here({ solution });
    expect(refused).toMatchObject({ status: 403, body: { refused: "wrong", challenge: { kind: "altcha" } } });
    expect(refused.body.detail).toContain("no challenge that was given to you");
  }
  expect((await here({ solution: { kind: "altcha" } })).status).toBe(400);

  const { challengeMs } = durations;
  durations.challengeMs = -10_000;
  const { solution: over } = await solved((await here()).body.challenge);
  durations.challengeMs = challengeMs;
  expect(await here({ solution: over })).toMatchObject({ status: 403, body: { refused: "expired" } });
  expect(await issued()).toBe(few);
  // Beside each of them stands one that counts.
  expect(await here({ solution: own })).toMatchObject({ status: 200, body: { number: few + 1 } });
  expect(await there({ solution: foreign })).toMatchObject({ status: 200, body: { number: few + 1 } });
});

test("a network that was challenged is told so again without a store; a join costs the same with a solution or without", async () => {
  const { slug, from, one, other } = await crowded();
  const late = from(one);
  const { challenge } = (await late()).body;
  const { solution } = await solved(challenge);
  // What this process knows stays as fresh as it is.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  await hotRoom(slug);
  const costOf = async (work: () => Promise<{ status: number }>) => {
    for (const list of [rest.calls, rest.commands, sql.calls]) list.length = 0;
    const { status } = await work();
    return { status, calls: rest.calls.length, commands: [...rest.commands], statements: sql.calls.length };
  };
  for (let time = 0; time < few; time++) {
    expect(await costOf(from(one))).toEqual({ status: 403, calls: 0, commands: [], statements: 0 });
  }
  // The limits of a minute count in a call of their own, then the room is asked once.
  const cost = { status: 200, calls: 2, commands: ["evalsha", "evalsha", "evalsha"], statements: 0 };
  vi.useRealTimers();
  // A store that answers late is asked twice, and what this process knows is read anew now and then.
  const usual = (work: () => Promise<{ status: number }>) =>
    eventually(
      () => costOf(work),
      (seen) => seen.commands.length === 3 && seen.statements === 0,
    );
  expect(await usual(() => from(other)())).toEqual(cost);
  expect(await usual(() => late({ solution }))).toEqual(cost);
});

test("who is signed in has proved an address and is not asked; who says so and is not, is", async () => {
  const { from, one } = await crowded();
  const { session } = await aPerson();
  const cookie = (value: string) => ({ Cookie: `next-auth.session-token=${value}` });
  expect((await from(one)()).status).toBe(403);
  expect(await from(one)({ headers: cookie(session) })).toMatchObject({ status: 200, body: { number: few + 1 } });
  expect((await from(one)({ headers: cookie("f".repeat(64)) })).status).toBe(403);
});

describe("through the app", () => {
  test("a challenge is given and its solution taken, as the API document says", async () => {
    const { slug, eventId } = await aHotSale();
    const [first, second] = [aWaiter(slug), aWaiter(slug)];
    const joinWith = (body: object) =>
      eventually(
        () => second.ask(`/api/v1/events/${slug}/queue`, "POST", { body }),
        ({ status }) => status !== 503,
      );
    expect((await eventually(first.join, ({ status }) => status !== 503)).body.number).toBe(1);
    // Every network has as many numbers as can be counted.
    await rawRedis().set(`wr:{${eventId}}:nets`, Buffer.alloc(2 ** 18, 0xff));
    const asked = await joinWith({});
    expect(asked).toMatchObject({ status: 403, body: { code: "challenge_required" } });
    const { solution } = await solved(asked.body.challenge);
    expect(await joinWith({ solution })).toMatchObject({ status: 200, body: { number: 2 } });
  });

  test("looking ahead joins nothing and claims nothing", async () => {
    const { slug, eventId } = await aHotSale();
    const { ask } = aWaiter(slug);
    const queue = `/api/v1/events/${slug}/queue`;
    const ahead: Record<string, string>[] = [
      { Purpose: "prefetch" },
      { "Sec-Purpose": "prefetch;prerender" },
      { "Next-Router-Prefetch": "1" },
    ];
    for (const headers of ahead) {
      expect((await ask(queue, "POST", { headers })).status).toBe(403);
    }
    expect(await figuresOf(eventId)).toMatchObject({ waiting: 0, called: 0 });
    const joined = await eventually(
      () => ask(queue, "POST"),
      ({ status }) => status !== 503,
    );
    expect(joined.body.number).toBe(1);
    const body = { ticket: joined.body.ticket };
    for (const headers of ahead) {
      expect((await ask(`${queue}/claim`, "POST", { body, headers })).status).toBe(403);
    }
    expect([200, 202]).toContain((await ask(`${queue}/claim`, "POST", { body })).status);
  });
});

test("while Redis is away nobody gets a number, solved or not, and a challenge is given all the same", async () => {
  const { slug, from, one, other } = await crowded();
  const late = from(one);
  const { challenge } = (await late()).body;
  const { solution } = await solved(challenge);
  rest.close();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  await hotRoom(slug);
  expect((await late({ patienceMs: 0 })).status).toBe(403);
  vi.useRealTimers();
  expect((await late({ solution, patienceMs: 0 })).status).toBe(503);
  expect((await from(other)({ patienceMs: 0 })).status).toBe(503);
});
