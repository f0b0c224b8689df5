import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { patiently } from "../fixtures/crowd";
import { call, callOnce, visa } from "../fixtures/fan";
import { ownPlatform } from "../fixtures/platform";
import { aHotSale, aWaiter, figuresOf } from "../fixtures/room";
import { eventually, rows } from "../fixtures/stack";

const platform = ownPlatform({ lendsRedis: true });
const awayMs = Number(process.env.ROOM_AWAY_SECONDS ?? 4) * 1000;

type Waiter = ReturnType<typeof aWaiter>;
type Place = { waiter: Waiter; number: number; ticket: string };

async function joined(slug: string): Promise<Place> {
  const waiter = aWaiter(slug, callOnce);
  const { number, ticket } = (await patiently(() => waiter.join())).body;
  return { waiter, number, ticket };
}

const keyed = (headers = {}) => ({ headers: { "Idempotency-Key": randomUUID(), ...headers } });

async function holds({ waiter }: Place, pass: string, wish: object) {
  const asked = keyed();
  const { status, body } = await patiently(() =>
    waiter.ask("/api/v1/tickets/reserve", "POST", { body: wish, pass, ...asked }),
  );
  expect([status, body.code]).toEqual([200, undefined]);
  return body.hold;
}

async function buys({ waiter }: Place, pass: string, holdId: string) {
  const asked = keyed();
  const body = { holdId, buyer: { name: "Ada", email: "ada@example.com" }, payment: visa };
  return (await patiently(() => waiter.ask("/api/v1/tickets/purchase", "POST", { body, pass, ...asked }))).status;
}

test("Redis is gone while a room is hot, and comes back empty: nobody new gets in, who was inside buys, nobody overtakes", async () => {
  const sale = await aHotSale({ maxActive: 2 });
  const { slug, eventId, one } = sale;
  const [first, second] = [await joined(slug), await joined(slug)];
  const passes = [await first.waiter.enter(first.ticket), await second.waiter.enter(second.ticket)] as const;
  const waiting: Place[] = [];
  for (let count = 0; count < 5; count += 1) waiting.push(await joined(slug));
  const held = await holds(first, passes[0], { eventId, items: one });
  const state = () => call<{ serving: number }>(`/api/v1/events/${slug}/queue/state`);
  // Both are known to have been let in.
  await eventually(
    async () => {
      await state();
      const [row] = await rows<{ count: string }>("select count(*) from waiting_room_people where event_id = $1", [
        eventId,
      ]);
      return row?.count;
    },
    (count) => count === "2",
    60_000,
  );
  const [knownBefore, page] = [(await state()).body, `/waiting-room/${slug}`];
  expect((await call(page)).status).toBe(200);

  const [redis] = platform.redis;
  await redis.kill();
  const until = Date.now() + awayMs;
  do {
    const asked = await Promise.all([
      aWaiter(slug, callOnce).join(),
      ...waiting.map(({ waiter, ticket }) => waiter.claim(ticket)),
    ]);
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 503));
    const shown = await state();
    expect([shown.status, shown.body.serving, (await call(page)).status]).toEqual([200, knownBefore.serving, 200]);
    await sleep(500);
  } while (Date.now() < until);
  await redis.start("empty");

  const late = await joined(slug);
  expect(late.number).toBeGreaterThan(Math.max(...waiting.map(({ number }) => number)));
  /** Each asks, the lowest number first; who gets in. */
  const line = [...waiting, late];
  const entered: number[] = [];
  const round = async () => {
    await state();
    for (const { waiter, ticket, number } of line) {
      const { status } = await patiently(async () => {
        const claimed = await waiter.claim(ticket);
        return claimed.status === 202 ? { ...claimed, status: 204 } : claimed;
      });
      if (status === 200 && !entered.includes(number)) entered.push(number);
    }
    return entered.length;
  };
  expect(await round()).toBe(0);
  expect(await figuresOf(eventId)).toMatchObject({ active: 2 });

  // The hold was lost with the store: its receipt has the same units again.
  const again = await holds(first, passes[0], { eventId, receipt: held.receipt });
  expect(again.units).toEqual(held.units);
  expect(await buys(first, passes[0], again.id)).toBe(201);
  expect(await eventually(round, (count) => count >= 1, 60_000)).toBe(1);
  expect(await buys(second, passes[1], (await holds(second, passes[1], { eventId, items: one })).id)).toBe(201);
  expect(await eventually(round, (count) => count >= 2, 60_000)).toBe(2);
  expect(entered).toEqual(line.slice(0, 2).map(({ number }) => number));
  expect(await figuresOf(eventId)).toMatchObject({ active: 2 });
});
