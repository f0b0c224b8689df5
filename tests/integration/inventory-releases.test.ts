import { expect, test, vi } from "vitest";
import { change } from "@/lib/inventory/change";
import { release } from "@/lib/inventory/release";
import { releases } from "@/lib/inventory/releases";
import { snapshot } from "@/lib/inventory/snapshot";
import { priceLines } from "@/lib/orders/price";
import { aClock } from "../fixtures/clock";
import { ask } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { rawRedis } from "../fixtures/stack";
import { anEvent, aVisitor, type World } from "../fixtures/world";

vi.mock("@/lib/redis/clock.lua", () => import("../fixtures/clock.lua"));

const tooMany = (seconds: number) => ({ ok: false, problem: { kind: "rate_limited", retryAfterSeconds: seconds } });
const windowSeconds = releases.windowMs / 1000;
const released = ({ eventId }: World) => `inv:{${eventId}}:released`;

/** A sale with a clock of its own, and fans who take and give back. */
async function aRoundabout({ capacity = 20 } = {}) {
  const world = await anEvent({ capacity });
  const clock = await aClock(world.eventId);
  const around = async (fan: string) => {
    const { id } = granted(await ask(world, 1, { fan }));
    // Released twice, as a client repeats what was not answered: it counts once.
    for (let call = 0; call < 2; call++) expect((await release({ holdId: id, fan })).ok).toBe(true);
  };
  const worn = async (fan = aVisitor()) => {
    for (let turn = 0; turn < releases.max; turn++) await around(fan);
    return fan;
  };
  return { world, clock, around, worn };
}

const heldOf = async ({ eventId, typeId }: World) => granted(await snapshot(eventId)).types[typeId]?.held;

test("who takes and gives back again and again waits; another is served, and so is the first one afterwards", async () => {
  const { world, clock, worn } = await aRoundabout();
  const fan = await worn();
  await clock.pass(20_000);

  expect(await ask(world, 1, { fan })).toEqual(tooMany(windowSeconds - 20));
  expect(await heldOf(world)).toBe(0);
  expect((await ask(world, 1)).ok).toBe(true);

  await clock.pass(releases.windowMs - 20_000);
  expect((await ask(world, 1, { fan })).ok).toBe(true);
});

test("the same is decided where only numbers above the top are left", async () => {
  const { world, worn } = await aRoundabout();
  const fan = await worn();
  // Somebody takes what was given back.
  granted(await ask(world, 1));
  expect(await rawRedis().scard(`inv:{${world.eventId}}:freed:${world.poolIds[0]}`)).toBe(0);
  expect(await ask(world, 1, { fan })).toEqual(tooMany(windowSeconds));
  expect(await heldOf(world)).toBe(1);
  expect((await ask(world, 1)).ok).toBe(true);
});

test("one turn less is no reason to wait", async () => {
  const { world, around } = await aRoundabout();
  const fan = aVisitor();
  for (let turn = 1; turn < releases.max; turn++) await around(fan);
  expect((await ask(world, 1, { fan })).ok).toBe(true);
});

test("who is told that it is sold out spends nothing, however often they ask, and the answer writes nothing", async () => {
  const { world } = await aRoundabout({ capacity: 1 });
  const first = granted(await ask(world, 1));
  const fan = aVisitor();
  const sale = () => rawRedis().hgetall(`inv:{${world.eventId}}:sale`);
  const before = await sale();
  for (let turn = 0; turn < releases.max * 3; turn++) {
    expect(await ask(world, 1, { fan })).toMatchObject({ problem: { kind: "sold_out" } });
  }
  expect(await sale()).toEqual(before);
  granted(await release({ holdId: first.id, fan: first.fan }));
  expect((await ask(world, 1, { fan })).ok).toBe(true);
});

test("a hold that is there already is found by its key, whatever its fan gave back", async () => {
  const { world, worn } = await aRoundabout();
  const fan = aVisitor();
  const hold = granted(await ask(world, 1, { fan, key: "k" }));
  await worn(fan);
  expect(await ask(world, 1, { fan })).toEqual(tooMany(windowSeconds));
  expect(granted(await ask(world, 1, { fan, key: "k" })).id).toBe(hold.id);
});

test("what was counted goes away by itself, and with the next window", async () => {
  const { world, clock, around } = await aRoundabout();
  for (const fan of [aVisitor(), aVisitor(), aVisitor()]) await around(fan);
  expect(await rawRedis().hlen(released(world))).toBe(3);
  const left = await rawRedis().pttl(released(world));
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(releases.windowMs);

  await clock.pass(releases.windowMs);
  await around(aVisitor());
  expect(await rawRedis().hlen(released(world))).toBe(1);
});

test("who changes a hold to fewer and back again and again waits too; what is left stays theirs, and may shrink", async () => {
  const { world, clock } = await aRoundabout();
  const hold = granted(await ask(world, 1));
  const to = (quantity: number) =>
    change({ holdId: hold.id, fan: hold.fan, lines: [{ ticketTypeId: world.typeId, quantity }] }, priceLines);
  granted(await to(3));
  for (let turn = 1; turn < releases.max; turn++) {
    granted(await to(2));
    granted(await to(3));
  }
  granted(await to(2));
  expect(await to(3)).toEqual(tooMany(windowSeconds));
  expect(await ask(world, 1, { fan: hold.fan })).toEqual(tooMany(windowSeconds));
  granted(await to(1));
  expect(await heldOf(world)).toBe(1);

  await clock.pass(releases.windowMs);
  expect(granted(await to(3)).units).toHaveLength(3);
});

test("a hold that only grows, or is asked for what it has, gives nothing back", async () => {
  const { world } = await aRoundabout();
  const hold = granted(await ask(world, 1));
  const to = (quantity: number) =>
    change({ holdId: hold.id, fan: hold.fan, lines: [{ ticketTypeId: world.typeId, quantity }] }, priceLines);
  for (let turn = 0; turn < releases.max * 2; turn++) granted(await to(Math.min(1 + turn, 4)));
  expect(await rawRedis().exists(released(world))).toBe(0);
  granted(await to(3));
  expect(await rawRedis().hvals(released(world))).toEqual(["1"]);
});
