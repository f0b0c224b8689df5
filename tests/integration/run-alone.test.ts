import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { runAlone } from "@/lib/queue/run-alone";
import { eventually, rows } from "../fixtures/stack";

const leaseMs = 30_000;

test("a job delivered twice at once runs once, and the next run goes on where it stopped", async () => {
  const job = `test-${randomUUID()}`;
  const states: unknown[] = [];
  let refused = 0;
  // At work until the others were sent away.
  const work = async (state: Record<string, unknown>) => {
    states.push(state);
    await eventually(
      async () => refused,
      (count) => count >= 4,
    );
    return { at: states.length };
  };
  const deliver = async () => {
    const ran = await runAlone(job, leaseMs, work);
    if (!ran) refused += 1;
  };
  await Promise.all(Array.from({ length: 5 }, deliver));
  expect(refused).toBe(4);
  expect(await runAlone(job, leaseMs, work)).toBe(true);
  expect(states).toEqual([{}, { at: 1 }]);
});

test("a run that failed leaves the state and the way free; one that died blocks no longer than its lease", async () => {
  const job = `test-${randomUUID()}`;
  await runAlone(job, leaseMs, async () => ({ at: 1 }));
  await expect(runAlone(job, leaseMs, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  let finish = (_: Record<string, unknown>) => {};
  let dead: Promise<boolean> | undefined;
  const begun = new Promise<void>((began) => {
    dead = runAlone(job, leaseMs, () => {
      began();
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
  });
  await begun;
  expect(await runAlone(job, leaseMs, async () => ({ at: 2 }))).toBe(false);
  const [lease] = await rows<{ left: number }>(
    "select extract(epoch from leased_until - now()) * 1000 as left from job_runs where job = $1",
    [job],
  );
  expect(Number(lease?.left)).toBeLessThanOrEqual(leaseMs);
  // Its time is over.
  await rows("update job_runs set leased_until = now() - interval '1 s' where job = $1", [job]);
  expect(await runAlone(job, leaseMs, async (state) => ({ ...state, again: true }))).toBe(true);
  // It comes back from the dead, and takes nothing over.
  finish({ at: "dead" });
  await dead;
  await runAlone(job, leaseMs, async (state) => {
    expect(state).toEqual({ at: 1, again: true });
    return state;
  });
});
