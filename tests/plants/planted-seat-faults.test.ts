import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { knownScripts } from "../fixtures/known-scripts";
import { ownPlatform } from "../fixtures/platform";
import { lanes, seed } from "../model/effort";
import { aSeatsRun, seatSequence } from "../model/seats-sequence";
import { type ScriptPlant, scriptPlants } from "./script-plants";

vi.mock("@/lib/redis/clock.lua", () => import("../fixtures/clock.lua"));
vi.mock("@/lib/inventory/releases", () => ({ releases: { max: 2, windowMs: 300_000 } }));

/*
  A model that misses a wrong script proves nothing. Each fault is put into the scripts from outside, at the gateway, and
  sequences of the model must meet it; without a fault none of them does.
*/
ownPlatform({ instances: 0 });

const sequencesMax = 200;

/** Whether the model and Redis disagree within so many sequences. The first to find it ends them all. */
async function isFound(sequences: number, seed: number): Promise<boolean> {
  let found = false;
  const follow = fc.asyncProperty(seatSequence, async (steps) => {
    const run = await aSeatsRun();
    for (const step of steps) {
      if (found) return;
      await run.move(step);
    }
    await run.compareRaw();
  });
  const inLane = (lane: number) =>
    fc.assert(follow, { numRuns: sequences / lanes, seed: seed + lane, endOnFailure: true }).catch(() => {
      found = true;
    });
  await Promise.all(Array.from({ length: lanes }, (_, lane) => inLane(lane)));
  return found;
}

async function plant({ from, to }: ScriptPlant) {
  const faulty = (await knownScripts()).filter(({ script }) => script.includes(from));
  expect(faulty.length, `some script has: ${from}`).toBeGreaterThan(0);
  for (const { sha, script } of faulty) {
    expect(script.split(from), `a script has once: ${from}`).toHaveLength(2);
    await knownScripts({ sha, script: script.replace(from, () => to) });
  }
  onTestFinished(async () => {
    for (const { sha } of faulty) await knownScripts({ sha });
  });
}

test("control: without a fault the model and Redis agree", async () => {
  expect(await isFound(24, seed)).toBe(false);
});

test.each(Object.entries(scriptPlants))("%s: the model notices", async (_, fault) => {
  // The gateway knows the scripts it was sent.
  await isFound(lanes, 1);
  await plant(fault);
  expect(await isFound(sequencesMax, seed)).toBe(true);
});
