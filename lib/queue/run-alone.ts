import { endRun, takeRun } from "@/db/queries/job-runs";
import { newId } from "@/lib/core/ids";

type State = Record<string, unknown>;

/**
 * Runs a job unless it runs already; `work` gets the state its last run left, and leaves the next. False when another
 * run has it. A run that died blocks the job for `leaseMs` at most.
 */
export async function runAlone(job: string, leaseMs: number, work: (state: State) => Promise<State>): Promise<boolean> {
  const run = { job, token: newId() };
  const state = await takeRun(run, leaseMs);
  if (!state) return false;
  let next: State | undefined;
  try {
    next = await work(state);
  } finally {
    await endRun(run, next);
  }
  return true;
}
