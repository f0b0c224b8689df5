import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { runAlone } from "@/lib/queue/run-alone";

const leaseMs = 30_000;

test("a job delivered twice at once runs once, and the next run goes on where it stopped", async () => {
  const job = `test-${randomUUID()}`;
  const states: unknown[] = [];
  const work = async (state: Record<string, unknown>) => {
    states.push(state);
    await sleep(300);
    return { at: states.length };
  };
  const ran = await Promise.all(Array.from({ length: 5 }, () => runAlone(job, leaseMs, work)));
  expect(ran.filter(Boolean)).toHaveLength(1);
  expect(await runAlone(job, leaseMs, work)).toBe(true);
  expect(states).toEqual([{}, { at: 1 }]);
});

test("a run that failed leaves the state and the way free; one that died blocks no longer than its lease", async () => {
  const job = `test-${randomUUID()}`;
  await runAlone(job, leaseMs, async () => ({ at: 1 }));
  await expect(runAlone(job, leaseMs, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  let finish = (_: Record<string, unknown>) => {};
  const dead = runAlone(job, 400, () => new Promise((resolve) => (finish = resolve)));
  await sleep(100);
  expect(await runAlone(job, leaseMs, async () => ({ at: 2 }))).toBe(false);
  await sleep(500);
  expect(await runAlone(job, leaseMs, async (state) => ({ ...state, again: true }))).toBe(true);
  // It comes back from the dead, and takes nothing over.
  finish({ at: "dead" });
  await dead;
  await runAlone(job, leaseMs, async (state) => {
    expect(state).toEqual({ at: 1, again: true });
    return state;
  });
});
