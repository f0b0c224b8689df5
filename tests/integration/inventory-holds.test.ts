import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { durations } from "@/lib/core/durations";
import { beginPayment } from "@/lib/inventory/begin-payment";
import { change } from "@/lib/inventory/change";
import { confirm } from "@/lib/inventory/confirm";
import { extend } from "@/lib/inventory/extend";
import { giveBack } from "@/lib/inventory/give-back";
import { readHold } from "@/lib/inventory/read-hold";
import { release, releaseOrder } from "@/lib/inventory/release";
import { replace } from "@/lib/inventory/replace";
import { snapshot } from "@/lib/inventory/snapshot";
import { sweep } from "@/lib/inventory/sweep";
import { priceLines } from "@/lib/orders/price";
import { sweepHolds } from "@/lib/orders/sweep-holds";
import { aClock } from "../fixtures/clock";
import { ask } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { generationOf } from "../fixtures/ledger";
import { rawRedis } from "../fixtures/stack";
import { anEvent, aVisitor, type World } from "../fixtures/world";

vi.mock("@/lib/redis/clock.lua", () => import("../fixtures/clock.lua"));

const expired = { ok: false, problem: { kind: "hold_expired" } };
const minute = 60_000;

async function aSale(wish: Parameters<typeof anEvent>[0] = {}) {
  const world = await anEvent(wish);
  return { world, clock: await aClock(world.eventId) };
}

const countsOf = async ({ eventId, typeId }: World) => granted(await snapshot(eventId)).types[typeId];

test("a hold ends on time, with no sweeper and no listener", async () => {
  const { world, clock } = await aSale({ capacity: 2 });
  const hold = granted(await ask(world, 2));
  await clock.pass(10 * minute - 1);
  expect((await readHold({ holdId: hold.id, fan: hold.fan })).ok).toBe(true);
  expect(await ask(world, 1)).toMatchObject({ problem: { kind: "sold_out" } });
  await clock.pass(1);
  const next = granted(await ask(world, 2));
  expect(next.units).toHaveLength(2);
  expect(await readHold({ holdId: hold.id, fan: hold.fan })).toEqual(expired);
});

test("more lapsed holds than one script ends are no reason to refuse", async () => {
  const { world, clock } = await aSale({ capacity: 180 });
  const holds = await Promise.all(Array.from({ length: 180 }, () => ask(world, 1)));
  expect(holds.every(({ ok }) => ok)).toBe(true);
  await clock.pass(11 * minute);
  const big = await Promise.all(Array.from({ length: 22 }, () => ask(world, 8)));
  expect(big.filter(({ ok }) => ok)).toHaveLength(22);
  expect(await countsOf(world)).toMatchObject({ held: 176, available: 4 });
});

test("a lapsed hold that no script has ended yet is gone all the same", async () => {
  const { world, clock } = await aSale({ capacity: 200 });
  const holds = (await Promise.all(Array.from({ length: 120 }, () => ask(world, 1)))).map(granted);
  await clock.pass(11 * minute);
  for (const hold of [holds[119], holds[60]]) {
    const own = { holdId: hold?.id ?? "", fan: hold?.fan ?? "" };
    expect(await beginPayment({ ...own, orderId: randomUUID() })).toEqual(expired);
    expect((await release(own)).ok).toBe(true);
  }
  expect(await countsOf(world)).toMatchObject({ held: 0, available: 200 });
});

test("holds end each at their own time", async () => {
  const { world, clock } = await aSale({ capacity: 3 });
  for (const _ of [1, 2, 3]) {
    granted(await ask(world, 1));
    await clock.pass(minute);
  }
  await clock.pass(6 * minute);
  for (const held of [3, 2, 1, 0]) {
    expect(await countsOf(world)).toMatchObject({ held, available: 3 - held });
    await clock.pass(minute);
  }
});

test("a lapsed hold that no script has ended yet does not count against its fan", async () => {
  const { world, clock } = await aSale({ capacity: 200 });
  const fan = aVisitor();
  await Promise.all(Array.from({ length: 60 }, () => ask(world, 1)));
  await clock.pass(1);
  granted(await ask(world, 8, { fan }));
  expect(await ask(world, 1, { fan })).toMatchObject({ problem: { kind: "limit_exceeded" } });
  await clock.pass(10 * minute);
  expect((await ask(world, 8, { fan })).ok).toBe(true);
});

test("a store's clock that goes back brings no hold back", async () => {
  const { world, clock } = await aSale();
  const hold = granted(await ask(world, 1));
  await clock.pass(11 * minute);
  expect(await readHold({ holdId: hold.id, fan: hold.fan })).toEqual(expired);
  await clock.pass(-20 * minute);
  expect(await readHold({ holdId: hold.id, fan: hold.fan })).toEqual(expired);
  expect((await ask(world, 1)).ok).toBe(true);
});

test("a hold that is being paid never ends by time, only by its order", async () => {
  const { world, clock } = await aSale({ capacity: 1 });
  const hold = granted(await ask(world, 1));
  const own = { holdId: hold.id, fan: hold.fan };
  const orderId = randomUUID();
  expect(granted(await beginPayment({ ...own, orderId }))).toMatchObject({
    state: "paying",
    orderId,
    extendable: false,
  });
  await clock.pass(24 * 60 * minute);
  expect(await ask(world, 1)).toMatchObject({ problem: { kind: "sold_out" } });
  expect(await release(own)).toEqual({ ok: false, problem: { kind: "conflict", orderId } });
  await releaseOrder({ eventId: world.eventId, holdId: hold.id, orderId: randomUUID() });
  expect(granted(await readHold(own)).state).toBe("paying");

  await releaseOrder({ eventId: world.eventId, holdId: hold.id, orderId });
  expect(await readHold(own)).toEqual(expired);
  expect((await ask(world, 1)).ok).toBe(true);
});

test("one order pays a hold, and may begin twice", async () => {
  const { world } = await aSale();
  const hold = granted(await ask(world, 1));
  const own = { holdId: hold.id, fan: hold.fan };
  const [first, second] = [randomUUID(), randomUUID()];
  const begun = granted(await beginPayment({ ...own, orderId: first }));
  expect(begun.expiresAt.getTime() - begun.createdAt.getTime()).toBe(5 * minute);
  expect(granted(await beginPayment({ ...own, orderId: first }))).toEqual(begun);
  expect(await beginPayment({ ...own, orderId: second })).toEqual({
    ok: false,
    problem: { kind: "conflict", orderId: first },
  });
});

test("confirm sells a hold's units once", async () => {
  const { world } = await aSale({ capacity: 3 });
  const hold = granted(await ask(world, 2));
  const orderId = randomUUID();
  await beginPayment({ holdId: hold.id, fan: hold.fan, orderId });
  const order = { eventId: world.eventId, holdId: hold.id, orderId };
  await confirm({ ...order, orderId: randomUUID() });
  expect(await countsOf(world)).toMatchObject({ sold: 0, held: 2 });
  await confirm(order);
  await confirm(order);
  await releaseOrder(order);
  expect(await countsOf(world)).toMatchObject({ capacity: 3, sold: 2, held: 0, available: 1 });
});

test("a hold is extended once, by the time the event grants", async () => {
  const { world, clock } = await aSale();
  const hold = granted(await ask(world, 1));
  const own = { holdId: hold.id, fan: hold.fan };
  await clock.pass(9 * minute);
  const extended = granted(await extend(own));
  expect(extended.expiresAt.getTime() - hold.expiresAt.getTime()).toBe(5 * minute);
  expect(extended.extendable).toBe(false);
  expect(await extend(own)).toEqual({ ok: false, problem: { kind: "limit_exceeded", limit: "extensions", max: 1 } });
  await clock.pass(5 * minute);
  expect((await readHold(own)).ok).toBe(true);
  await clock.pass(minute);
  expect(await extend(own)).toEqual(expired);
});

test("change keeps units, their price and the expiry, and takes or gives only the difference", async () => {
  const { world, clock } = await aSale({
    capacity: 4,
    types: [{ priceCents: 2000 }, { priceCents: 1000, capacity: 2 }],
  });
  const hold = granted(await ask(world, 3));
  await clock.pass(minute);
  const lines = (first: number, second: number) =>
    [
      { ticketTypeId: world.typeId, quantity: first },
      { ticketTypeId: world.secondTypeId, quantity: second },
    ].filter(({ quantity }) => quantity > 0);
  const to = (first: number, second: number) =>
    change({ holdId: hold.id, fan: hold.fan, lines: lines(first, second) }, priceLines);

  const swapped = granted(await to(2, 2));
  expect(swapped).toMatchObject({ id: hold.id, expiresAt: hold.expiresAt, totalCents: 6000 });
  expect(hold.units).toEqual(
    expect.arrayContaining(swapped.units.filter(({ ticketTypeId }) => ticketTypeId === world.typeId)),
  );
  expect(await to(3, 2)).toMatchObject({ problem: { kind: "sold_out" } });
  expect(granted(await readHold({ holdId: hold.id, fan: hold.fan }))).toEqual(swapped);
  expect(granted(await to(4, 0)).units).toHaveLength(4);
  expect(granted(await to(1, 0)).units).toHaveLength(1);
  expect(await countsOf(world)).toMatchObject({ held: 1, available: 3 });
});

test("a hold that is being paid is neither changed nor extended", async () => {
  const { world } = await aSale();
  const hold = granted(await ask(world, 2));
  const own = { holdId: hold.id, fan: hold.fan };
  const orderId = randomUUID();
  await beginPayment({ ...own, orderId });
  const conflict = { ok: false, problem: { kind: "conflict", orderId } };
  expect(await extend(own)).toEqual(conflict);
  expect(await change({ ...own, lines: [{ ticketTypeId: world.typeId, quantity: 1 }] }, priceLines)).toEqual(conflict);
  expect(granted(await readHold(own)).units).toHaveLength(2);
});

test("units somebody else owns are replaced by others, or end the hold where there are none", async () => {
  const { world } = await aSale({ capacity: 3 });
  const hold = granted(await ask(world, 2));
  const [first, second] = hold.units;
  if (!first || !second) throw new Error("no units");
  const replaced = granted(await replace({ hold, sold: [first] }));
  expect(replaced.units.map(({ unit }) => unit).sort()).toEqual([second.unit, 3].sort());
  expect(await countsOf(world)).toMatchObject({ sold: 1, held: 2, available: 0 });
  expect(await replace({ hold: replaced, sold: [second] })).toMatchObject({ problem: { kind: "sold_out" } });
  expect(await readHold({ holdId: hold.id, fan: hold.fan })).toEqual(expired);
  expect(await countsOf(world)).toMatchObject({ sold: 2, held: 0, available: 1 });
});

test("a return gives its units back once, whatever repeats it", async () => {
  const { world } = await aSale({ capacity: 2 });
  const hold = granted(await ask(world, 2));
  const orderId = randomUUID();
  await beginPayment({ holdId: hold.id, fan: hold.fan, orderId });
  await confirm({ eventId: world.eventId, holdId: hold.id, orderId });
  const generation = await generationOf(world.eventId);
  const back = { eventId: world.eventId, returnId: randomUUID(), generation, units: hold.units.slice(0, 1) };
  await giveBack(back);
  expect(await countsOf(world)).toMatchObject({ sold: 1, available: 1 });
  expect((await ask(world, 1)).ok).toBe(true);
  await giveBack(back);
  expect(await ask(world, 1)).toMatchObject({ problem: { kind: "sold_out" } });
});

test("a return of an order whose hold still lives ends the hold first", async () => {
  const { world } = await aSale({ capacity: 2 });
  const hold = granted(await ask(world, 2));
  const orderId = randomUUID();
  await beginPayment({ holdId: hold.id, fan: hold.fan, orderId });
  const generation = await generationOf(world.eventId);
  const returnId = randomUUID();
  await giveBack({
    eventId: world.eventId,
    returnId,
    generation,
    units: hold.units.slice(0, 1),
    holdId: hold.id,
    orderId,
  });
  await confirm({ eventId: world.eventId, holdId: hold.id, orderId });
  expect(await countsOf(world)).toMatchObject({ sold: 1, held: 0, available: 1 });
});

test("the sweep ends lapsed holds and names those being paid for long, oldest first", async () => {
  const { world, clock } = await aSale({ capacity: 400 });
  const holds = (await Promise.all(Array.from({ length: 130 }, () => ask(world, 1)))).map(granted);
  const orders = new Map<string, string>();
  for (const { id: holdId, fan } of holds.slice(0, 3)) {
    const orderId = randomUUID();
    orders.set(holdId, orderId);
    granted(await beginPayment({ holdId, fan, orderId }));
    await clock.pass(20_000);
  }
  const early = await sweep(world.eventId);
  expect(early.released).toBe(0);
  expect(early.paying.map(({ holdId }) => holdId)).toEqual([holds[0]?.id]);
  await clock.pass(11 * minute);
  const late = await sweep(world.eventId);
  expect(late.released).toBe(127);
  expect(late.paying.map(({ holdId }) => holdId)).toEqual(holds.slice(0, 3).map(({ id }) => id));
  for (const { holdId, orderId, sinceMs, expiresAtMs } of late.paying) {
    expect(expiresAtMs).toBe(holds.find(({ id }) => id === holdId)?.expiresAt.getTime());
    expect(orderId).toBe(orders.get(holdId));
    expect(clock.now() - sinceMs).toBeGreaterThanOrEqual(11 * minute);
  }
  expect(await countsOf(world)).toMatchObject({ held: 3, available: 397 });
});

test("the sweep of all events stops when its minute is over, and the next one goes on", async () => {
  const { world, clock } = await aSale();
  granted(await ask(world, 2));
  await clock.pass(11 * minute);
  const holds = () => rawRedis().zcard(`inv:{${world.eventId}}:expiry`);
  const usual = durations.minuteJobMs;
  durations.minuteJobMs = 0;
  await sweepHolds();
  expect(await holds()).toBe(1);
  durations.minuteJobMs = usual;
  await sweepHolds();
  expect(await holds()).toBe(0);
});
