import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { ownPlatform } from "../fixtures/platform";
import { briefRuns, inLanes, runs, timeLimitMs } from "./effort";
import { aRun, brief, sequence } from "./inventory-sequence";
import type { SaleAction } from "./stock-run";

vi.mock("@/lib/redis/clock.lua", () => import("../fixtures/clock.lua"));
// Few enough that a short sequence meets the limit.
vi.mock("@/lib/inventory/releases", () => ({ releases: { max: 1, windowMs: 300_000 } }));

ownPlatform({ instances: 0, cluster: process.env.MODEL_CLUSTER === "yes" });

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
  "cap: lowered",
  "cap: lifted",
  "cap: not_free",
  "cap: raised",
  "cap: removed",
  "cap: set",
  "block: ok",
  "block: given back",
  "block: not_free",
  "unblock: ok",
  "grow: ok",
];

const patience = { timeout: timeLimitMs + 30_000 };

test("whatever fans, clocks, payments, caps and rebuilds do, Redis is what the model says", patience, async () => {
  const seen = new Set<string>();
  const follow = fc.asyncProperty(sequence, async (steps: SaleAction[]) => {
    const run = await aRun();
    for (const step of steps) seen.add(`${step.do}: ${await run.move(step)}`);
    await run.compareRaw();
  });
  await inLanes(runs, follow);
  expect([...seen]).toEqual(expect.arrayContaining(mustHappen));
});

test("however it begins, Redis is what the model says", patience, async () => {
  const follow = fc.asyncProperty(brief, async (steps: SaleAction[]) => {
    const run = await aRun();
    for (const step of steps) await run.move(step);
    await run.compareRaw();
  });
  await inLanes(briefRuns, follow);
});
