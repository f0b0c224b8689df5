import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { beginPayment } from "@/lib/inventory/begin-payment";
import { confirm } from "@/lib/inventory/confirm";
import { giveBack } from "@/lib/inventory/give-back";
import type { Hold } from "@/lib/inventory/hold";
import { forget } from "@/lib/inventory/known-sales";
import { readHold } from "@/lib/inventory/read-hold";
import { rebuild } from "@/lib/inventory/rebuild";
import { receiptOf } from "@/lib/inventory/receipt";
import { releaseOrder } from "@/lib/inventory/release";
import { reload } from "@/lib/inventory/reload";
import { snapshot } from "@/lib/inventory/snapshot";
import { purchase } from "@/lib/orders/purchase";
import { aClock } from "../fixtures/clock";
import { ask, rush } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import {
  blockInPostgres,
  claimInPostgres,
  endInPostgres,
  generationOf,
  payInPostgres,
  returnInPostgres,
  sellInPostgres,
} from "../fixtures/ledger";
import { rawRedis, rows } from "../fixtures/stack";
import { anEvent, aVisitor, type World } from "../fixtures/world";

vi.mock("@/lib/redis/clock.lua", () => import("../fixtures/clock.lua"));

const keyOf = ({ eventId }: World, name: string) => `inv:{${eventId}}:${name}`;
const countsOf = async ({ eventId, typeId }: World) => granted(await snapshot(eventId)).types[typeId];
const own = (hold: Hold) => ({ holdId: hold.id, fan: hold.fan });
const expired = { ok: false, problem: { kind: "hold_expired" } };

async function loseEverything(world: World) {
  const keys = await rawRedis().keys(keyOf(world, "*"));
  for (const key of keys) if (!key.endsWith(":clock")) await rawRedis().del(key);
}

/** A hold whose order is claimed in Postgres, and paid for if asked. */
async function anOrder(world: World, quantity: number, paid: boolean) {
  const hold = granted(await ask(world, quantity));
  const orderId = randomUUID();
  const paying = granted(await beginPayment({ ...own(hold), orderId }));
  await claimInPostgres(paying, orderId);
  if (!paid) return { hold: paying, orderId };
  await payInPostgres(orderId);
  await confirm({ eventId: world.eventId, holdId: hold.id, orderId });
  return { hold: paying, orderId };
}

test("after a loss of everything Redis knows again what is sold, and what is being paid", async () => {
  const world = await anEvent({ capacity: 10 });
  await anOrder(world, 2, true);
  const pending = await anOrder(world, 3, false);
  const unpaid = granted(await ask(world, 1));
  await loseEverything(world);

  expect(await countsOf(world)).toMatchObject({ capacity: 10, sold: 2, held: 3, available: 5 });
  expect(granted(await readHold(own(pending.hold)))).toMatchObject({
    state: "paying",
    orderId: pending.orderId,
    units: pending.hold.units,
    items: pending.hold.items,
  });
  expect(await readHold(own(unpaid))).toEqual(expired);
  expect(await generationOf(world.eventId)).toBe(unpaid.generation + 1);
  await releaseOrder({ eventId: world.eventId, holdId: pending.hold.id, orderId: pending.orderId });
  expect(await countsOf(world)).toMatchObject({ sold: 2, held: 0, available: 8 });
});

test.each([["sale"], ["expiry"], ["freed"], ["returns"]])(
  "the loss of the key %s alone is noticed, and never a full stock",
  async (name) => {
    const world = await anEvent({ capacity: 6 });
    const { orderId, hold } = await anOrder(world, 2, true);
    const generation = await returnInPostgres(world.eventId, orderId, "r1");
    await giveBack({ eventId: world.eventId, returnId: "r1", generation, units: hold.units });
    await anOrder(world, 3, true);
    await anOrder(world, 1, false);
    expect(await countsOf(world)).toMatchObject({ sold: 3, held: 1, available: 2 });
    const [poolId = ""] = world.poolIds;
    // The first purchase's units went to the second: give back one more, so that the set is not empty.
    const other = await anOrder(world, 1, true);
    const now = await returnInPostgres(world.eventId, other.orderId, "r2");
    await giveBack({ eventId: world.eventId, returnId: "r2", generation: now, units: other.hold.units });

    const lost = await rawRedis().del(keyOf(world, name === "freed" ? `freed:${poolId}` : name));
    expect(lost).toBe(1);
    await giveBack({ eventId: world.eventId, returnId: "r2", generation: now, units: other.hold.units });
    expect(await countsOf(world)).toMatchObject({ sold: 3, held: 1, available: 2 });
    expect(await generationOf(world.eventId)).toBe(hold.generation + 1);
  },
);

test("a generation older than this process has seen is not believed", async () => {
  const world = await anEvent({ capacity: 5 });
  await ask(world, 1);
  const names = [keyOf(world, "sale"), keyOf(world, "expiry")];
  const before = await Promise.all(names.map((name) => rawRedis().dumpBuffer(name)));
  expect((await rebuild(world.eventId)).ok).toBe(true);
  await anOrder(world, 4, true);
  // Redis comes back as it was: the four sales are forgotten.
  for (const [index, name] of names.entries()) await rawRedis().restore(name, 0, before[index] ?? "", "REPLACE");
  expect(await ask(world, 2)).toMatchObject({ problem: { kind: "sold_out", available: { [world.typeId]: 1 } } });
});

test("a store brought back from before a rebuild is found out by the first claim, also where nobody knows better", async () => {
  const world = await anEvent({ capacity: 5 });
  await ask(world, 1);
  const names = [keyOf(world, "sale"), keyOf(world, "expiry")];
  const before = await Promise.all(names.map((name) => rawRedis().dumpBuffer(name)));
  granted(await rebuild(world.eventId));
  const generation = await generationOf(world.eventId);
  for (const [index, name] of names.entries()) await rawRedis().restore(name, 0, before[index] ?? "", "REPLACE");
  // As a process that has just started.
  forget(world.eventId);

  const buy = ({ id: holdId, fan }: Hold) =>
    purchase({
      holdId,
      fan,
      buyer: { name: "Ada", email: "ada@example.com" },
      payment: { paymentMethod: "pm_card_visa" },
      bodyHash: "body",
    });
  const early = granted(await ask(world, 2));
  expect(early.generation).toBe(generation - 1);
  expect(await buy(early)).toEqual({ problem: { kind: "hold_expired" } });
  expect(await generationOf(world.eventId)).toBe(generation + 1);
  expect(await buy(granted(await ask(world, 2)))).toMatchObject({ status: 201 });
  expect(await countsOf(world)).toMatchObject({ sold: 2, held: 0, available: 3 });
  // What lost its hold to a rebuild in between is no reason for another one.
  expect(await buy(early)).toEqual({ problem: { kind: "hold_expired" } });
  expect(await generationOf(world.eventId)).toBe(generation + 1);
});

test("a blocked unit is neither sold nor free", async () => {
  const world = await anEvent({ capacity: 3 });
  const [poolId = ""] = world.poolIds;
  await blockInPostgres(world.eventId, { poolId, unit: 2, ticketTypeId: world.typeId });
  expect(await countsOf(world)).toMatchObject({ capacity: 2, sold: 0, available: 2 });
  const hold = granted(await ask(world, 2));
  expect(hold.units.map(({ unit }) => unit).sort()).toEqual([1, 3]);
  expect(await ask(world, 1)).toMatchObject({ problem: { kind: "sold_out" } });
});

test.each([[null], [5]])(
  "a refunded unit kept out of sale is neither sold nor free, now and after a rebuild (own capacity %s)",
  async (capacity) => {
    const world = await anEvent({ capacity: 8, types: [{ capacity }] });
    const { orderId, hold } = await anOrder(world, 3, true);
    const [kept] = hold.units;
    if (!kept) throw new Error("no unit");
    await rows("update tickets set status = 'void' where order_id = $1 and unit = $2", [orderId, kept.unit]);
    await rows(
      "insert into tickets (id, event_id, pool_id, unit, status) values (gen_random_uuid(), $1, $2, $3, 'blocked')",
      [world.eventId, kept.poolId, kept.unit],
    );
    const back = {
      eventId: world.eventId,
      returnId: "kept",
      generation: hold.generation,
      units: [kept],
      blocked: true,
    };
    await giveBack(back);
    await giveBack(back);
    const now = await countsOf(world);
    expect(now).toMatchObject({ capacity: capacity ?? 7, sold: 2, held: 0, available: capacity ? 3 : 5 });
    await loseEverything(world);
    expect(await countsOf(world)).toEqual(now);
    const units = granted(await ask(world, capacity ? 3 : 5)).units.map(({ unit }) => unit);
    expect(units).not.toContain(kept.unit);
  },
);

test("numbers of a type's own capacity come back with it", async () => {
  const world = await anEvent({ capacity: 8, types: [{ capacity: 3 }] });
  const { hold } = await anOrder(world, 2, true);
  await loseEverything(world);
  expect(await countsOf(world)).toMatchObject({ capacity: 3, sold: 2, available: 1 });
  const last = granted(await ask(world, 1));
  expect([...hold.units, ...last.units].map(({ typeUnit }) => typeUnit).sort()).toEqual([1, 2, 3]);
  expect(await ask(world, 1)).toMatchObject({ problem: { kind: "sold_out" } });
});

test("rebuilds at once make one new generation, and reserves meanwhile never double a unit", async () => {
  const world = await anEvent({ capacity: 60 });
  await ask(world, 1);
  const before = await generationOf(world.eventId);
  const [rebuilt, outcomes] = await Promise.all([
    Promise.all(Array.from({ length: 10 }, () => rebuild(world.eventId))),
    rush(
      world,
      Array.from({ length: 150 }, () => 1),
    ),
  ]);
  expect(rebuilt.every(({ ok }) => ok)).toBe(true);
  const generation = await generationOf(world.eventId);
  expect(generation).toBe(before + 1);
  const live = outcomes.flatMap((outcome) =>
    outcome.ok && outcome.value.generation === generation ? [outcome.value] : [],
  );
  const units = live.flatMap((hold) => hold.units.map(({ unit }) => unit));
  expect(new Set(units).size).toBe(units.length);
  expect(await countsOf(world)).toMatchObject({ held: units.length, available: 60 - units.length });
  // Holds of the generation before are gone for everybody, as their claim in Postgres would be refused.
  for (const outcome of outcomes) {
    if (outcome.ok && outcome.value.generation < generation)
      expect(await readHold(own(outcome.value))).toEqual(expired);
  }
});

test("a rebuild that lost its turn changes nothing", async () => {
  const world = await anEvent({ capacity: 5 });
  await ask(world, 1);
  const generation = await generationOf(world.eventId);
  await rawRedis().set(keyOf(world, "rebuilding"), "somebody else", "PX", 2000);
  expect(granted(await rebuild(world.eventId)).generation).toBe(generation);
  expect(await countsOf(world)).toMatchObject({ held: 1, available: 4 });
  expect(granted(await rebuild(world.eventId)).generation).toBe(generation + 1);
  expect(await countsOf(world)).toMatchObject({ held: 0, available: 5 });
});

test("drafts of a rebuild are gone after it, or end by themselves", async () => {
  const world = await anEvent({ capacity: 5 });
  await anOrder(world, 1, true);
  await rebuild(world.eventId);
  const keys = await rawRedis().keys(keyOf(world, "*"));
  expect(keys).toEqual([keyOf(world, "sale")]);
  expect(await rawRedis().ttl(keyOf(world, "sale"))).toBe(-1);
});

test("a return told before the rebuild is not given back again after it", async () => {
  const world = await anEvent({ capacity: 1 });
  const { orderId, hold } = await anOrder(world, 1, true);
  const generation = await returnInPostgres(world.eventId, orderId, "once");
  await loseEverything(world);
  const next = await anOrder(world, 1, true);
  const again = { eventId: world.eventId, returnId: "once", units: hold.units };
  await giveBack({ ...again, generation });
  await giveBack({ ...again, generation: await generationOf(world.eventId) });
  expect(next.hold.units).toEqual(hold.units);
  expect(await ask(world, 1)).toMatchObject({ problem: { kind: "sold_out" } });
});

test("a return newer than what Redis knows makes it look again first", async () => {
  const world = await anEvent({ capacity: 1 });
  const { orderId, hold } = await anOrder(world, 1, true);
  await rows("update events set generation = generation + 1 where id = $1", [world.eventId]);
  const generation = await returnInPostgres(world.eventId, orderId, "late");
  await giveBack({ eventId: world.eventId, returnId: "late", generation, units: hold.units });
  expect(await countsOf(world)).toMatchObject({ sold: 0, available: 1 });
});

test("a receipt brings a lost hold back: same id, units, price and end", async () => {
  const world = await anEvent({ capacity: 30 });
  const clock = await aClock(world.eventId);
  const fan = aVisitor();
  await ask(world, 5);
  const hold = granted(await ask(world, 3, { fan }));
  await clock.pass(60_000);
  await loseEverything(world);

  const again = granted(await ask(world, [], { fan, receipt: receiptOf(hold) }));
  expect(again).toEqual({ ...hold, generation: hold.generation + 1 });
  expect(granted(await ask(world, [], { fan, receipt: receiptOf(hold) }))).toEqual(again);
  expect(await countsOf(world)).toMatchObject({ held: 3, available: 27 });
  const others = await rush(
    world,
    Array.from({ length: 27 }, () => 1),
  );
  const units = others.flatMap((outcome) => granted(outcome).units.map(({ unit }) => unit));
  expect(units).not.toEqual(expect.arrayContaining(hold.units.map(({ unit }) => unit)));
  expect(new Set(units).size).toBe(27);
});

test("a receipt is worth nothing to others, after its time, or once its units are sold", async () => {
  const world = await anEvent({ capacity: 4 });
  const clock = await aClock(world.eventId);
  const [fan, late] = [aVisitor(), aVisitor()];
  const hold = granted(await ask(world, 2, { fan }));
  const second = granted(await ask(world, 1, { fan: late }));
  const receipt = receiptOf(hold);
  expect(granted(await ask(world, [], { fan, receipt }))).toEqual(hold);
  await loseEverything(world);

  expect(await ask(world, [], { receipt })).toEqual({ ok: false, problem: { kind: "not_found" } });
  expect(await ask(world, [], { fan, receipt: `${receipt.slice(0, -2)}AA` })).toMatchObject({
    problem: { kind: "not_found" },
  });
  await sellInPostgres(hold, hold.units.slice(0, 1));
  await loseEverything(world);
  expect(await ask(world, [], { fan, receipt })).toMatchObject({ problem: { kind: "sold_out" } });
  // With a wish beside it, the fan gets other units instead.
  expect(granted(await ask(world, 1, { fan, receipt })).id).not.toBe(hold.id);
  await clock.pass(11 * 60_000);
  expect(await ask(world, [], { fan: late, receipt: receiptOf(second) })).toEqual(expired);
});

test("a receipt of a hold whose order was refunded claims nothing, though its units are free", async () => {
  const world = await anEvent({ capacity: 4 });
  const { orderId, hold } = await anOrder(world, 2, true);
  const pending = await anOrder(world, 1, false);
  await returnInPostgres(world.eventId, orderId, "refund");
  await rows("update orders set status = 'refunded' where id = $1", [orderId]);
  await loseEverything(world);
  expect(await ask(world, [], { fan: hold.fan, receipt: receiptOf(hold) })).toEqual(expired);
  expect(granted(await ask(world, [], { fan: pending.hold.fan, receipt: receiptOf(pending.hold) })).state).toBe(
    "paying",
  );
  expect(await countsOf(world)).toMatchObject({ sold: 0, held: 1, available: 3 });
});

test("a receipt of a hold that was let go claims nothing while the store has lost nothing", async () => {
  const world = await anEvent({ capacity: 4 });
  const fan = aVisitor();
  const hold = granted(await ask(world, 2, { fan }));
  const { release } = await import("@/lib/inventory/release");
  await release(own(hold));
  expect(await ask(world, [], { fan, receipt: receiptOf(hold) })).toEqual(expired);
  expect(await countsOf(world)).toMatchObject({ held: 0 });
});

test("what the organizer changes is sold by at once, without losing a hold", async () => {
  const world = await anEvent({ capacity: 5, types: [{ maxPerOrder: 2 }] });
  const hold = granted(await ask(world, 2));
  await rows("update ticket_types set price_cents = 9900, max_per_order = 3 where id = $1", [world.typeId]);
  await rows("update pools set range = 6 where event_id = $1", [world.eventId]);
  await rows("update events set catalogue_version = catalogue_version + 1 where id = $1", [world.eventId]);
  expect(granted(await ask(world, 1)).totalCents).toBe(2500);
  await reload(world.eventId);
  expect(granted(await ask(world, 3)).totalCents).toBe(3 * 9900);
  expect(granted(await readHold(own(hold)))).toMatchObject({ totalCents: 5000, units: hold.units });
  expect(await countsOf(world)).toMatchObject({ capacity: 6, held: 6, available: 0 });
});

test("a type that gets a capacity of its own counts what it has sold already", async () => {
  const world = await anEvent({ capacity: 10, types: [{}, {}] });
  granted(await ask(world, 3));
  await rows("update ticket_types set capacity = 4 where id = $1", [world.typeId]);
  await rows("update events set catalogue_version = catalogue_version + 1 where id = $1", [world.eventId]);
  await reload(world.eventId);
  expect(await ask(world, 2)).toEqual({ ok: false, problem: { kind: "sold_out", available: { [world.typeId]: 1 } } });
  expect(granted(await ask(world, 1)).units).toMatchObject([{ typeUnit: 1 }]);
  expect(await ask(world, 1)).toMatchObject({ problem: { kind: "sold_out" } });
});

test("an event goes on sale with its publication and off it with its cancellation, and lets every hold go", async () => {
  const world = await anEvent({ status: "draft" });
  expect(await ask(world, 1)).toMatchObject({ problem: { kind: "not_found" } });
  await rows("update events set status = 'published' where id = $1", [world.eventId]);
  await reload(world.eventId);
  const hold = granted(await ask(world, 1));
  await rows("update events set status = 'cancelled', generation = generation + 1 where id = $1", [world.eventId]);
  await reload(world.eventId);
  expect(await ask(world, 1)).toEqual({ ok: false, problem: { kind: "not_on_sale" } });
  expect(await readHold(own(hold))).toEqual(expired);
  expect(await snapshot(world.eventId)).toEqual({ ok: false, problem: { kind: "not_found" } });
});

test("an ended order leaves its units free after a rebuild", async () => {
  const world = await anEvent({ capacity: 2 });
  const { orderId } = await anOrder(world, 2, false);
  await endInPostgres(orderId);
  await rebuild(world.eventId);
  expect((await ask(world, 2)).ok).toBe(true);
});
