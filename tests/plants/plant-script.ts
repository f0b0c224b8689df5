import fc from "fast-check";
import { expect, onTestFinished } from "vitest";
import { knownScripts } from "../fixtures/known-scripts";
import { lanes } from "../model/effort";
import type { ScriptPlant } from "./script-plants";

type Model<Step> = {
  sequence: fc.Arbitrary<Step[]>;
  aRun: () => Promise<{ move: (step: Step) => Promise<string>; compareRaw: () => Promise<void> }>;
};

/** Whether the model and Redis disagree within so many sequences. The first to find it ends them all. */
export async function isFound<Step>({ sequence, aRun }: Model<Step>, sequences: number, seed: number) {
  let found = false;
  const follow = fc.asyncProperty(sequence, async (steps) => {
    const run = await aRun();
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

/** Puts the fault into every script at the gateway that has its place, until the test has ended. */
export async function plant({ from, to }: ScriptPlant) {
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
