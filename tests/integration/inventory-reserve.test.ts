import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { primary } from "@/db/client";
import { ticketTypes } from "@/db/schema/events";
import { eventOfHold, isHoldOf, newHoldId } from "@/lib/inventory/hold-id";
import { readHold } from "@/lib/inventory/read-hold";
import { setPaused } from "@/lib/inventory/set-paused";
import { snapshot } from "@/lib/inventory/snapshot";
import { ask, rush } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { anEvent, aVisitor } from "../fixtures/world";

const hour = 60 * 60 * 1000;
const numbersOf = (hold: { units: { unit: number }[] }) => hold.units.map(({ unit }) => unit).sort((a, b) => a - b);

test("a hold names its units, its price and its end", async () => {
  const world = await anEvent({ capacity: 5, fees: { fixedCents: 100, included: false } });
  const fan = aVisitor();
  const hold = granted(await ask(world, 2, { fan }));

  expect(hold).toMatchObject({
    eventId: world.eventId,
    fan,
    state: "held",
    items: [{ ticketTypeId: world.typeId, quantity: 2, unitCents: 2500, feeCents: 100, taxCents: 0 }],
    totalCents: 5200,
    currency: "EUR",
    extendable: true,
  });
  expect(numbersOf(hold)).toEqual([1, 2]);
  expect(hold.expiresAt.getTime() - hold.createdAt.getTime()).toBe(600_000);
  expect(eventOfHold(hold.id)).toBe(world.eventId);
  expect(granted(await readHold({ holdId: hold.id, fan }))).toEqual(hold);
});

test("several ticket types are held together or not at all", async () => {
  const world = await anEvent({ pools: { floor: 5, balcony: 1 }, types: [{}, { pool: "balcony", priceCents: 4000 }] });
  const both = (adults: number, balcony: number) => [
    { ticketTypeId: world.typeId, quantity: adults },
    { ticketTypeId: world.secondTypeId, quantity: balcony },
  ];
  expect(await ask(world, both(2, 2))).toEqual({
    ok: false,
    problem: { kind: "sold_out", available: { [world.typeId]: 5, [world.secondTypeId]: 1 } },
  });
  const hold = granted(await ask(world, both(5, 1)));
  expect(hold.totalCents).toBe(5 * 2500 + 4000);
  expect(hold.units).toHaveLength(6);
});

test("types that share a pool never take more than it has together", async () => {
  const world = await anEvent({ capacity: 3, types: [{ name: "Adult" }, { name: "Student" }] });
  const lines = [
    { ticketTypeId: world.typeId, quantity: 2 },
    { ticketTypeId: world.secondTypeId, quantity: 2 },
  ];
  expect(await ask(world, lines)).toMatchObject({ ok: false, problem: { kind: "sold_out" } });
  expect(
    (
      await ask(
        world,
        lines.map((line) => ({ ...line, quantity: 1 })),
      )
    ).ok,
  ).toBe(true);
});

test("a type with a capacity of its own numbers its units, and ends before its pool does", async () => {
  const world = await anEvent({ capacity: 5, types: [{ capacity: 2 }, {}] });
  const hold = granted(await ask(world, 2));
  expect(hold.units.map(({ typeUnit }) => typeUnit).sort()).toEqual([1, 2]);
  expect(await ask(world, 1)).toEqual({ ok: false, problem: { kind: "sold_out", available: { [world.typeId]: 0 } } });
  const other = granted(await ask(world, [{ ticketTypeId: world.secondTypeId, quantity: 3 }]));
  expect(other.units.every(({ typeUnit }) => typeUnit === undefined)).toBe(true);
});

test("a repeated ticket type counts as the sum of its lines", async () => {
  const world = await anEvent({ types: [{ maxPerOrder: 3 }] });
  const twice = (quantity: number) => [1, 2].map(() => ({ ticketTypeId: world.typeId, quantity }));
  expect(await ask(world, twice(2))).toEqual({
    ok: false,
    problem: { kind: "limit_exceeded", limit: "per_type", max: 3 },
  });
  expect(granted(await ask(world, twice(1))).items).toMatchObject([{ quantity: 2 }]);
});

test.each([0, -5, 1.5, Number.NaN])("a quantity of %d never reaches a script", async (quantity) => {
  const world = await anEvent();
  await expect(ask(world, quantity)).rejects.toThrow("whole and positive");
  expect((await ask(world, 1)).ok).toBe(true);
});

test("an order, and all holds of one fan together, stay within the event's limit", async () => {
  const world = await anEvent({ capacity: 20, hold: { maxUnits: 4 } });
  const fan = aVisitor();
  expect(await ask(world, 5, { fan })).toMatchObject({
    problem: { kind: "limit_exceeded", limit: "per_order", max: 4 },
  });
  expect((await ask(world, 3, { fan })).ok).toBe(true);
  expect(await ask(world, 2, { fan })).toMatchObject({ problem: { kind: "limit_exceeded", limit: "per_fan", max: 4 } });
  expect((await ask(world, 1, { fan })).ok).toBe(true);
  expect((await ask(world, 4)).ok).toBe(true);
});

test("nothing is held before the sale opens, nor after it closes", async () => {
  const [before, after] = [new Date(Date.now() - hour), new Date(Date.now() + hour)];
  const world = await anEvent({
    types: [{ saleStartsAt: after }, { saleEndsAt: before }, { saleStartsAt: before, saleEndsAt: after }],
  });
  const outcome = (index: number) => ask(world, [{ ticketTypeId: world.typeIds[index] ?? "", quantity: 1 }]);
  expect(await outcome(0)).toEqual({ ok: false, problem: { kind: "not_on_sale", opensAt: after } });
  expect(await outcome(1)).toEqual({ ok: false, problem: { kind: "not_on_sale" } });
  expect((await outcome(2)).ok).toBe(true);
});

test("a paused sale holds nothing new, and what is held lives on", async () => {
  const world = await anEvent();
  const hold = granted(await ask(world, 1));
  await setPaused(world.eventId, true);
  expect(await ask(world, 1)).toEqual({ ok: false, problem: { kind: "not_on_sale" } });
  expect((await readHold({ holdId: hold.id, fan: hold.fan })).ok).toBe(true);
  expect(granted(await snapshot(world.eventId)).types[world.typeId]).toMatchObject({ status: "paused" });
  await setPaused(world.eventId, false);
  expect((await ask(world, 1)).ok).toBe(true);
});

test("the same key and body find the same hold; another body is refused; another fan is another", async () => {
  const world = await anEvent();
  const fan = aVisitor();
  const first = granted(await ask(world, 2, { fan, key: "k", body: "a" }));
  expect(granted(await ask(world, 2, { fan, key: "k", body: "a" }))).toEqual(first);
  expect(await ask(world, 1, { fan, key: "k", body: "b" })).toEqual({
    ok: false,
    problem: { kind: "idempotency_mismatch" },
  });
  expect(granted(await ask(world, 2, { fan, key: "other", body: "a" })).id).not.toBe(first.id);
  expect(granted(await ask(world, 2, { key: "k", body: "a" })).id).not.toBe(first.id);
  expect(granted(await snapshot(world.eventId)).types[world.typeId]).toMatchObject({ held: 6, available: 4 });
});

test("one key sent many times at once makes one hold", async () => {
  const world = await anEvent();
  const fan = aVisitor();
  const holds = await Promise.all(Array.from({ length: 20 }, () => ask(world, 1, { fan, key: "k" })));
  expect(new Set(holds.map((hold) => granted(hold).id)).size).toBe(1);
  expect(granted(await snapshot(world.eventId)).types[world.typeId]).toMatchObject({ held: 1 });
});

test("a type that is seated, behind a code or of another event is not found", async () => {
  const world = await anEvent({ types: [{}, { visibility: "code" }, { kind: "seated" }] });
  const elsewhere = await anEvent();
  for (const ticketTypeId of [world.typeIds[1], world.typeIds[2], elsewhere.typeId]) {
    const outcome = await ask(world, [{ ticketTypeId: ticketTypeId ?? "", quantity: 1 }]);
    expect(outcome).toEqual({ ok: false, problem: { kind: "not_found" } });
  }
  expect((await ask(world, 1)).ok).toBe(true);
});

test("only a published event is on sale", async () => {
  const kindOf = async (status: "draft" | "cancelled" | "published") => {
    const outcome = await ask(await anEvent({ status }), 1);
    return outcome.ok ? "held" : outcome.problem.kind;
  };
  expect(await Promise.all([kindOf("draft"), kindOf("cancelled"), kindOf("published")])).toEqual([
    "not_found",
    "not_on_sale",
    "held",
  ]);
});

test("another fan's hold is not found, with no word about whether it lives", async () => {
  const world = await anEvent();
  const hold = granted(await ask(world, 1));
  const stranger = aVisitor();
  expect(await readHold({ holdId: hold.id, fan: stranger })).toEqual({ ok: false, problem: { kind: "not_found" } });
  expect(isHoldOf(hold.id, hold.fan)).toBe(true);
  const gone = { holdId: newHoldId(world.eventId, stranger), fan: stranger };
  expect(await readHold(gone)).toEqual({ ok: false, problem: { kind: "hold_expired" } });
});

test("the price shown when it was held stays, whatever the organizer changes", async () => {
  const world = await anEvent();
  const hold = granted(await ask(world, 1));
  await primary().update(ticketTypes).set({ priceCents: 9900 }).where(eq(ticketTypes.id, world.typeId));
  expect(granted(await readHold({ holdId: hold.id, fan: hold.fan })).totalCents).toBe(2500);
});

test("a live hold takes at most 300 bytes of Redis", async () => {
  const { rawRedis } = await import("../fixtures/stack");
  const world = await anEvent({ capacity: 5000 });
  await ask(world, 1);
  const size = async () => {
    const keys = ["sale", "expiry"].map((key) => `inv:{${world.eventId}}:${key}`);
    const bytes = await Promise.all(keys.map((key) => rawRedis().memory("USAGE", key, "SAMPLES", "0")));
    return bytes.reduce<number>((sum, each) => sum + Number(each ?? 0), 0);
  };
  const holds = 2000;
  // At most a hundred under way: that many are answered in time on a busy machine, too.
  const outcomes = await rush(world, Array<number>(holds).fill(2));
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  expect(granted(await snapshot(world.eventId)).types[world.typeId]).toMatchObject({ held: 2 * holds + 1 });
  expect((await size()) / holds).toBeLessThanOrEqual(300);
});
