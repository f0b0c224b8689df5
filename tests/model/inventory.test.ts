import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { aClock } from "../fixtures/clock";
import { anEvent } from "../fixtures/world";
import { type Action, actions, Run } from "./inventory-run";

vi.mock("@/lib/inventory/scripts/clock.lua", () => import("../fixtures/clock.lua"));

const hold = { ttlSeconds: 60, extendSeconds: 30, paymentSeconds: 20, maxUnits: 5 };
const numRuns = Number(process.env.MODEL_RUNS ?? 100);

async function aRun() {
  const world = await anEvent({
    pools: { floor: 8, side: 4 },
    types: [{ maxPerOrder: 3 }, { capacity: 3, maxPerOrder: 4 }, { pool: "side", maxPerOrder: 4 }],
    hold,
  });
  const [floor = "", side = ""] = world.poolIds;
  const [first = "", capped = "", third = ""] = world.typeIds;
  const terms = {
    maxUnits: hold.maxUnits,
    pools: [
      { id: floor, range: 8 },
      { id: side, range: 4 },
    ],
    types: [
      { id: first, poolId: floor, maxPerOrder: 3 },
      { id: capped, poolId: floor, capacity: 3, maxPerOrder: 4 },
      { id: third, poolId: side, maxPerOrder: 4 },
    ],
  };
  return new Run(world.eventId, terms, await aClock(world.eventId));
}

const sequence = fc.noBias(fc.array(actions, { minLength: 1, maxLength: 60, size: "max" }));

test("whatever fans, clocks, payments and rebuilds do, Redis is what the model says", { timeout: 90_000 }, async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(sequence, async (steps: Action[]) => {
      const run = await aRun();
      for (const step of steps) {
        const outcome = await run.step(step);
        seen.set(`${step.do}: ${outcome}`, (seen.get(`${step.do}: ${outcome}`) ?? 0) + 1);
      }
      await run.compareRaw();
    }),
    {
      numRuns,
      interruptAfterTimeLimit: 60_000,
      seed: Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31)),
    },
  );
  // The runs count only if what can happen did happen.
  const happened = [...seen.keys()];
  for (const each of [
    "reserve: ok",
    "reserve: sold_out",
    "reserve: limit_exceeded",
    "reserve: idempotency_mismatch",
    "extend: ok",
    "change: ok",
    "pay: ok",
    "confirm: ok",
    "expire: ok",
    "replace: ok",
    "giveBack: ok",
    "rebuild: ok",
  ]) {
    expect(happened).toContain(each);
  }
});
