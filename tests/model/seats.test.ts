import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { ownPlatform } from "../fixtures/platform";
import { briefRuns, inLanes, runs, timeLimitMs } from "./effort";
import { aSeatsRun, briefSeatSequence, seatSequence } from "./seats-sequence";

vi.mock("@/lib/redis/clock.lua", () => import("../fixtures/clock.lua"));
// Few enough that a short sequence meets the limit.
vi.mock("@/lib/inventory/releases", () => ({ releases: { max: 2, windowMs: 300_000 } }));

ownPlatform({ instances: 0, cluster: process.env.MODEL_CLUSTER === "yes" });

/** A run counts only if these did happen in it. */
const mustHappen = [
  "pickSeats: ok",
  "pickSeats: same",
  "pickSeats: seats_taken",
  "pickSeats: conflict",
  "pickSeats: limit_exceeded",
  "findSeats: ok",
  "findSeats: by need",
  "findSeats: split",
  "findSeats: sold_out",
  "changeSeats: ok",
  "changeSeats: seats_taken",
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

test("whatever fans do with seats, Redis is what the model says", patience, async () => {
  const seen = new Set<string>();
  const follow = fc.asyncProperty(seatSequence, async (steps) => {
    const run = await aSeatsRun();
    for (const step of steps) seen.add(`${step.do}: ${await run.move(step)}`);
    await run.compareRaw();
  });
  await inLanes(runs, follow);
  expect([...seen]).toEqual(expect.arrayContaining(mustHappen));
});

test("however fans begin, Redis is what the model says", patience, async () => {
  const follow = fc.asyncProperty(briefSeatSequence, async (steps) => {
    const run = await aSeatsRun();
    for (const step of steps) await run.move(step);
    await run.compareRaw();
  });
  await inLanes(briefRuns, follow);
});
