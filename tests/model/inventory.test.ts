import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { aClock } from "../fixtures/clock";
import { ownPlatform } from "../fixtures/platform";
import { anEvent } from "../fixtures/world";
import { briefRuns, briefSteps, inLanes, runs, timeLimitMs } from "./effort";
import { type Action, actions, Run } from "./inventory-run";

vi.mock("@/lib/redis/clock.lua", () => import("../fixtures/clock.lua"));
// Few enough that a short sequence meets the limit.
vi.mock("@/lib/inventory/releases", () => ({ releases: { max: 1, windowMs: 300_000 } }));

ownPlatform({ instances: 0, cluster: process.env.MODEL_CLUSTER === "yes" });

const hold = { ttlSeconds: 60, extendSeconds: 30, paymentSeconds: 20, maxUnits: 5 };

/** A floor of 8 for everybody and at most 3 of a kind, and a side of 4. */
async function aRun() {
  const types = [{ maxPerOrder: 3 }, { capacity: 3, maxPerOrder: 4 }, { pool: "side", maxPerOrder: 4 }];
  const world = await anEvent({ pools: { floor: 8, side: 4 }, types, hold });
  const [floor = "", side = ""] = world.poolIds;
  const pools = [
    { id: floor, range: 8 },
    { id: side, range: 4 },
  ];
  const terms = types.map(({ pool, ...type }, index) => ({
    ...type,
    id: world.typeIds[index] ?? "",
    poolId: pool ? side : floor,
  }));
  return new Run(world.eventId, { maxUnits: hold.maxUnits, pools, types: terms }, await aClock(world.eventId));
}

const sequence = fc.noBias(fc.array(actions, { minLength: 1, maxLength: 60, size: "max" }));
const brief = fc.noBias(fc.array(actions, { minLength: 1, maxLength: briefSteps }));

/** A run counts only if these did happen in it. */
const mustHappen = [
  "reserve: ok",
  "reserve: same",
  "reserve: sold_out",
  "reserve: limit_exceeded",
  "reserve: rate_limited",
  "reserve: not_on_sale",
  "reserve: idempotency_mismatch",
  "extend: ok",
  "change: ok",
  "change: rate_limited",
  "pay: ok",
  "release: ok",
  "confirm: ok",
  "expire: ok",
  "replace: ok",
  "giveBack: ok",
  "sweep: ok",
  "rebuild: ok",
];

const patience = { timeout: timeLimitMs + 30_000 };

test("whatever fans, clocks, payments and rebuilds do, Redis is what the model says", patience, async () => {
  const seen = new Set<string>();
  const follow = fc.asyncProperty(sequence, async (steps: Action[]) => {
    const run = await aRun();
    for (const step of steps) seen.add(`${step.do}: ${await run.step(step)}`);
    await run.compareRaw();
  });
  await inLanes(runs, follow);
  expect([...seen]).toEqual(expect.arrayContaining(mustHappen));
});

test("however it begins, Redis is what the model says", patience, async () => {
  const follow = fc.asyncProperty(brief, async (steps: Action[]) => {
    const run = await aRun();
    for (const step of steps) await run.step(step);
    await run.compareRaw();
  });
  await inLanes(briefRuns, follow);
});
