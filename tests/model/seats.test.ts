import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { ownPlatform } from "../fixtures/platform";
import { aSeatsRun, seatSequence } from "./seats-sequence";

vi.mock("@/lib/inventory/scripts/clock.lua", () => import("../fixtures/clock.lua"));
// Few enough that a short sequence meets the limit.
vi.mock("@/lib/inventory/releases", () => ({ releases: { max: 2, windowMs: 300_000 } }));

ownPlatform({ instances: 0 });

const runs = Number(process.env.MODEL_RUNS ?? 80);
const seed = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 30));
/** Sequences under way at once, each on an event of its own. */
const lanes = 4;
const timeLimitMs = Math.max(60_000, runs * 750);

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

test("whatever fans do with seats, Redis is what the model says", { timeout: timeLimitMs + 30_000 }, async () => {
  const seen = new Set<string>();
  const follow = fc.asyncProperty(seatSequence, async (steps) => {
    const run = await aSeatsRun();
    for (const step of steps) seen.add(`${step.do}: ${await run.move(step)}`);
    await run.compareRaw();
  });
  const inLane = (lane: number) =>
    fc.assert(follow, { numRuns: runs / lanes, interruptAfterTimeLimit: timeLimitMs, seed: seed + lane });
  await Promise.all(Array.from({ length: lanes }, (_, lane) => inLane(lane)));
  expect([...seen]).toEqual(expect.arrayContaining(mustHappen));
});
