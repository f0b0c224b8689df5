import { expect, test } from "vitest";
import { release } from "@/lib/inventory/release";
import { snapshot } from "@/lib/inventory/snapshot";
import { ask, rush } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { rawRedis } from "../fixtures/stack";
import { anEvent, type World } from "../fixtures/world";

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

/** More by flag, where time allows. */
const rounds = Number(process.env.OVERSELL_ROUNDS ?? 2);
const capacity = 500;

/** The most that were seen held while the work went on; nothing can be given out between two readings unseen in the sum. */
async function mostHeldDuring(world: World, work: Promise<unknown>) {
  let [most, isOver] = [0, false];
  const over = () => {
    isOver = true;
  };
  work.then(over, over);
  while (!isOver) {
    const { held = 0, available = 0 } = granted(await snapshot(world.eventId)).types[world.typeId] ?? {};
    expect(held + available).toBe(capacity);
    most = Math.max(most, held);
  }
  return most;
}

test.each(Array.from({ length: rounds }, (_, round) => round + 1))(
  "5,000 fans at once want one to four of 500 units, some let go: never more, and exactly 500 in the end (round %i)",
  async () => {
    const world = await anEvent({ capacity });
    const wishes = Array.from({ length: 5000 }, () => 1 + Math.floor(Math.random() * 4));
    const first = await rush(world, wishes.slice(0, 300));
    const leavers = first.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])).slice(0, 60);
    const left = new Set(leavers.map(({ id }) => id));
    const others = rush(world, wishes.slice(300), 200);
    const going = Promise.all([others, ...leavers.map(({ id, fan }) => release({ holdId: id, fan }))]);
    expect(await mostHeldDuring(world, going)).toBeLessThanOrEqual(capacity);

    // Those who let go left units for others; whoever still wants one takes what is left, until one is refused.
    const last = await rush(
      world,
      Array.from({ length: 200 }, () => 1),
    );
    const outcomes = [...first, ...(await others), ...last];
    const holds = outcomes.flatMap((outcome) => (outcome.ok && !left.has(outcome.value.id) ? [outcome.value] : []));
    const units = holds.flatMap((hold) => hold.units.map(({ unit }) => unit));
    const words = new Set(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.problem.kind])));
    expect(words).toEqual(new Set(["sold_out"]));
    expect(last.filter((outcome) => !outcome.ok).length).toBeGreaterThan(0);
    expect(units.toSorted((a, b) => a - b)).toEqual(Array.from({ length: capacity }, (_, index) => index + 1));
    expect(granted(await snapshot(world.eventId)).types[world.typeId]).toMatchObject({ held: capacity, available: 0 });
  },
);

test("a reserve changes one hash and one sorted set, and is told its units in one reply", async () => {
  const world = await anEvent({ capacity: 100 });
  await ask(world, 1);
  const before = await rawRedis().keys(`inv:{${world.eventId}}:*`);
  await ask(world, 2);
  expect(await rawRedis().keys(`inv:{${world.eventId}}:*`)).toEqual(before);
  expect(before.toSorted()).toEqual([`inv:{${world.eventId}}:expiry`, `inv:{${world.eventId}}:sale`]);
});
