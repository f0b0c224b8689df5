import { expect, test } from "vitest";
import { release } from "@/lib/inventory/release";
import { snapshot } from "@/lib/inventory/snapshot";
import { ask, rush } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { rawRedis } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

const places = (outcomes: Awaited<ReturnType<typeof rush>>) =>
  outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.units.map(({ unit }) => unit) : []));

test("two hundred fans at once on a hundred units: exactly a hundred hold one", async () => {
  const world = await anEvent({ capacity: 100 });
  const outcomes = await rush(
    world,
    Array.from({ length: 200 }, () => 1),
    200,
  );
  expect(places(outcomes).sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  const refusals = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.problem]));
  expect(refusals).toEqual(Array.from({ length: 100 }, () => ({ kind: "sold_out", available: { [world.typeId]: 0 } })));
});

test("thousands of holds of one to four on five hundred units fill it exactly, and nobody shares a unit", async () => {
  const world = await anEvent({ capacity: 500 });
  const wishes = Array.from({ length: 3000 }, (_, index) => 1 + ((index * 7) % 4));
  const first = await rush(world, wishes.slice(0, 1500));
  // Some let go in the middle of it, so that freed units go round too.
  const leavers = first.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])).slice(0, 60);
  const left = new Set(leavers.map(({ id }) => id));
  const [second] = await Promise.all([
    rush(world, wishes.slice(1500)),
    ...leavers.map(({ id, fan }) => release({ holdId: id, fan })),
  ]);
  const holds = [...first, ...second].flatMap((outcome) =>
    outcome.ok && !left.has(outcome.value.id) ? [outcome.value] : [],
  );
  const refused = [...first, ...second].filter((outcome) => !outcome.ok && outcome.problem.kind === "sold_out");
  const rest = await rush(
    world,
    Array.from({ length: 20 }, () => 1),
  );
  const units = [...holds.flatMap((hold) => hold.units.map(({ unit }) => unit)), ...places(rest)];

  expect(refused.length).toBeGreaterThan(0);
  expect(new Set(units).size).toBe(units.length);
  expect(Math.max(...units)).toBeLessThanOrEqual(500);
  expect(units).toHaveLength(500);
  expect(granted(await snapshot(world.eventId)).types[world.typeId]).toMatchObject({ held: 500, available: 0 });
});

test("a reserve changes one hash and one sorted set, and is told its units in one reply", async () => {
  const world = await anEvent({ capacity: 100 });
  await ask(world, 1);
  const before = await rawRedis().keys(`inv:{${world.eventId}}:*`);
  await ask(world, 2);
  expect(await rawRedis().keys(`inv:{${world.eventId}}:*`)).toEqual(before);
  expect(before.toSorted()).toEqual([`inv:{${world.eventId}}:expiry`, `inv:{${world.eventId}}:sale`]);
});
