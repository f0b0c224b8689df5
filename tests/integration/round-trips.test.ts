import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { currentState } from "@/app/api/v1/events/[slug]/queue/current-state";
import { reserveInside } from "@/app/api/v1/tickets/reserve/reserve-inside";
import { mintVisitor } from "@/lib/auth/visitor";
import { openToken } from "@/lib/core/token";
import type { Hold } from "@/lib/inventory/hold";
import { reserve } from "@/lib/inventory/reserve";
import type { SeatsWish } from "@/lib/inventory/seats-wanted";
import { priceLines } from "@/lib/orders/price";
import { purchase } from "@/lib/orders/purchase";
import { claim } from "@/lib/waiting-room/claim";
import { join } from "@/lib/waiting-room/join";
import { judgePass } from "@/lib/waiting-room/pass";
import { personOf } from "@/lib/waiting-room/person";
import { renew } from "@/lib/waiting-room/renew";
import { tick } from "@/lib/waiting-room/tick";
import { readTicket } from "@/lib/waiting-room/ticket";
import { countRestCalls, countStatements } from "../fixtures/count-calls";
import { visa } from "../fixtures/fan";
import { aHotSale } from "../fixtures/room";
import { aSale } from "../fixtures/sale";
import { eventually } from "../fixtures/stack";

let sql: Awaited<ReturnType<typeof countStatements>>;
let rest: Awaited<ReturnType<typeof countRestCalls>>;
let sale: Awaited<ReturnType<typeof aSale>>;

const reserveTwo = (fan: string) => reserve({ eventId: sale.eventId, fan, lines: sale.two }, priceLines);

beforeAll(async () => {
  // This process runs the product's own verbs; its stores are reached through proxies that count.
  sql = await countStatements(process.env.DATABASE_URL ?? "");
  rest = await countRestCalls(process.env.UPSTASH_REDIS_REST_URL ?? "");
  Object.assign(process.env, { DATABASE_URL: sql.url, DATABASE_DRIVER: "pg", UPSTASH_REDIS_REST_URL: rest.url });
  sale = await aSale({ capacity: 100 });
  // The process learns the catalogue and Redis the scripts; the budget is for every reserve after the first.
  await purchaseOf(mintVisitor().fan);
});

const forget = () => {
  sql.calls.length = 0;
  rest.calls.length = 0;
  rest.commands.length = 0;
};
beforeEach(forget);

afterAll(() => {
  sql?.close();
  rest?.close();
});

async function heldBy(fan: string): Promise<Hold> {
  const held = await reserveTwo(fan);
  if (!held.ok) throw new Error(held.problem.kind);
  return held.value;
}

const buyer = () => ({ name: "Ada", email: `count.${randomUUID()}@example.com` });

async function purchaseOf(fan: string) {
  const hold = await heldBy(fan);
  forget();
  return purchase({ holdId: hold.id, fan, buyer: buyer(), payment: visa, bodyHash: "a".repeat(64) });
}

const outsideOf = (statements: string[]) => {
  let inside = false;
  return statements.filter((text) => {
    const ends = /^(commit|rollback)/i.test(text);
    if (/^begin/i.test(text)) inside = true;
    const outside = !inside;
    if (ends) inside = false;
    return outside;
  });
};

test("a reserve is one call to Redis with one command, and no statement", async () => {
  const held = await reserveTwo(mintVisitor().fan);
  expect(held.ok).toBe(true);
  expect(rest.calls).toHaveLength(1);
  expect(rest.commands).toEqual(["evalsha"]);
  expect(sql.calls).toEqual([]);
});

test("a refused reserve is one call to Redis and no statement", async () => {
  const refused = await reserve(
    { eventId: sale.eventId, fan: mintVisitor().fan, lines: [{ ticketTypeId: sale.ticketTypeId, quantity: 999 }] },
    priceLines,
  );
  expect(refused.ok).toBe(false);
  expect(rest.calls.length).toBeLessThanOrEqual(1);
  expect(rest.commands.length).toBeLessThanOrEqual(1);
  expect(sql.calls).toEqual([]);
});

test("a reserve of seats is one call as well: picked, the best there are, or refused", async () => {
  const { eventId, ticketTypeId } = await aSale({ capacity: 40, seated: true });
  const ask = (wish: SeatsWish) => reserve({ eventId, fan: mintVisitor().fan, lines: [], ...wish }, priceLines);
  const best = (quantity: number) => ({ bestAvailable: [{ ticketTypeId, quantity }] });
  const picked = { seats: [{ id: "1-2-19" }, { id: "1-2-20" }] };
  // The process learns the plan, once.
  expect((await ask(best(1))).ok).toBe(true);
  for (const [wish, isGranted] of [
    [best(4), true],
    [picked, true],
    [picked, false],
    [best(8), true],
  ] as const) {
    forget();
    expect((await ask(wish)).ok).toBe(isGranted);
    expect(rest.calls).toHaveLength(1);
    expect(rest.commands).toEqual(["evalsha"]);
    expect(sql.calls).toEqual([]);
  }
});

test("reserves of one moment share calls, one command each", async () => {
  const fans = Array.from({ length: 20 }, () => mintVisitor().fan);
  const held = await Promise.all(fans.map(reserveTwo));
  expect(held.every(({ ok }) => ok)).toBe(true);
  expect(rest.commands).toEqual(fans.map(() => "evalsha"));
  expect(rest.calls.length).toBeLessThan(fans.length / 2);
});

test("a purchase is two transactions and two statements, and two calls to Redis", async () => {
  const promised = { status: 201, begins: 2, commits: 2, alone: 2, calls: 2, commands: ["evalsha", "evalsha"] };
  const many = (word: RegExp) => sql.calls.filter((text) => word.test(text)).length;
  const costOfOne = async () => {
    const answer = await purchaseOf(mintVisitor().fan);
    const status = "status" in answer ? answer.status : undefined;
    const [begins, commits, alone] = [many(/^begin/i), many(/^commit/i), outsideOf(sql.calls).length];
    return { status, begins, commits, alone, calls: rest.calls.length, commands: [...rest.commands] };
  };
  // One that meets a store that is late asks again, and rightly costs more.
  expect(await eventually(costOfOne, (cost) => isDeepStrictEqual(cost, promised))).toEqual(promised);
});

test("joining, claiming and renewing are one call each, and twenty who ask for the state together cost what one does", async () => {
  const { eventId, slug, ticketTypeId } = await aHotSale();
  const fan = personOf(eventId, { visitor: mintVisitor().fan });
  const joinNow = () => join({ eventId, person: fan, fan });
  const place = await joinNow();
  const ticket = readTicket(eventId, place.ticket ?? "");
  if (!ticket) throw new Error("no ticket");
  const ask = () => claim(eventId, ticket, { draw: { count: 0, seed: "", mode: "line" }, ratePerMinute: 600 });
  await tick(eventId, 10);
  const first = await eventually(ask, (asked) => asked.ok && asked.value.kind === "admitted");
  if (!first.ok || first.value.kind !== "admitted") throw new Error("not let in");
  const pass = judgePass(openToken("pass", eventId, first.value.pass.pass), eventId, Date.now());
  if (!pass) throw new Error("no pass");
  await renew(pass);
  for (const work of [joinNow, ask, () => renew(pass)]) {
    forget();
    await work();
    expect(rest.calls).toHaveLength(1);
    expect(rest.commands).toEqual(["evalsha"]);
    expect(sql.calls).toEqual([]);
  }
  // Whoever holds something stays until they can have paid for it; who gets nothing costs no more than without a room.
  for (const [quantity, isGranted] of [
    [1, true],
    [999, false],
  ] as const) {
    const inside = () => reserveInside(pass, { eventId, fan: mintVisitor().fan, lines: [{ ticketTypeId, quantity }] });
    await inside();
    forget();
    expect((await inside()).ok).toBe(isGranted);
    expect(rest.calls).toHaveLength(isGranted ? 2 : 1);
    expect(rest.commands).toEqual(isGranted ? ["evalsha", "evalsha"] : ["evalsha"]);
    expect(sql.calls).toEqual([]);
  }
  const rebuilt = () => Promise.all(Array.from({ length: 20 }, () => currentState(slug)));
  await rebuilt();
  forget();
  expect((await rebuilt()).every((state) => state?.room.id === eventId)).toBe(true);
  // Nothing within a second; past it the event, the stock, the calling and what is saved now and then, once.
  expect(rest.commands.length).toBeLessThanOrEqual(10);
});
