import { beforeAll, expect, test, vi } from "vitest";
import { reserve } from "@/lib/inventory/reserve";
import { snapshot } from "@/lib/inventory/snapshot";
import { sweep } from "@/lib/inventory/sweep";
import { priceLines } from "@/lib/orders/price";
import { aClock } from "../fixtures/clock";
import { rush } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { rawRedis } from "../fixtures/stack";
import { anEvent, aVisitor, type World } from "../fixtures/world";

vi.mock("@/lib/redis/clock.lua", () => import("../fixtures/clock.lua"));

const holds = 10_000;
const slice = 50;
const minute = 60_000;

/** Two pools, as full as their fans could make them: every hold ends within one second. */
let world: World;
beforeAll(async () => {
  world = await anEvent({
    pools: { floor: holds - 500, side: 500 },
    types: [{}, { pool: "side" }],
    hold: { ttlSeconds: 60 },
  });
  const clock = await aClock(world.eventId);
  const full = async (ticketTypeId: string, count: number) =>
    rush(
      { ...world, typeId: ticketTypeId },
      Array.from({ length: count }, () => 1),
    );
  await full(world.typeId, holds - 500);
  await clock.pass(900);
  const side = await full(world.secondTypeId, 500);
  expect(side.every(({ ok }) => ok)).toBe(true);
  expect(await left()).toBe(holds);
  expect((await ask(world.typeId)).word).toBe("sold_out");
  await clock.pass(minute);
});

const saleKey = () => `inv:{${world.eventId}}:sale`;
const left = async () => Number(await rawRedis().hget(saleKey(), "holds"));

/** One question of one fan: what they were told, and how many holds went meanwhile. */
async function ask(ticketTypeId: string) {
  const before = await left();
  const wish = { eventId: world.eventId, fan: aVisitor(), lines: [{ ticketTypeId, quantity: 1 }] };
  const outcome = await reserve(wish, priceLines);
  const ended = before - (await left()) + (outcome.ok ? 1 : 0);
  return { word: outcome.ok ? "held" : outcome.problem.kind, ended };
}

test("10,000 holds lapse in one second: a slice a script, and nobody who asks meanwhile is told that it is sold out", async () => {
  // Alone, a fan pays for one slice.
  expect(await ask(world.typeId)).toEqual({ word: "held", ended: slice });
  // The units this fan wants lapsed last: the script asks to be asked again, and in the end it is for later.
  const far = await ask(world.secondTypeId);
  expect(["held", "unavailable"]).toContain(far.word);
  expect(far.ended % slice).toBe(0);

  const crowd = Array.from({ length: 300 }, (_, index) => (index % 3 === 0 ? world.secondTypeId : world.typeId));
  const told = await Promise.all(crowd.map(async (id) => (await ask(id)).word));
  expect(told.filter((word) => word === "sold_out")).toEqual([]);
  expect(told.filter((word) => word === "held").length).toBeGreaterThan(200);

  const before = await left();
  const { released } = await sweep(world.eventId);
  expect(released + (await left())).toBe(before);
  const { types } = granted(await snapshot(world.eventId));
  const live = await left();
  expect(live).toBe(told.filter((word) => word === "held").length + (far.word === "held" ? 2 : 1));
  const available = Object.values(types).reduce((sum, type) => sum + type.available, 0);
  expect(available).toBe(holds - live);
  expect(await rawRedis().zcard(`inv:{${world.eventId}}:expiry`)).toBe(live);
});
