import { and, eq, sql } from "drizzle-orm";
import { primary } from "../client";
import { jobRuns } from "../schema/audit";

type Run = { job: string; token: string };

/** Takes the job for `leaseMs`: its state, or undefined while another run has it. */
export async function takeRun({ job, token }: Run, leaseMs: number): Promise<Record<string, unknown> | undefined> {
  const leasedUntil = sql`now() + ${leaseMs} * interval '1 ms'`;
  const [run] = await primary()
    .insert(jobRuns)
    .values({ job, token, leasedUntil })
    .onConflictDoUpdate({
      target: jobRuns.job,
      set: { token, leasedUntil },
      setWhere: sql`${jobRuns.leasedUntil} is null or ${jobRuns.leasedUntil} < now()`,
    })
    .returning({ state: jobRuns.state });
  return run?.state;
}

/** Gives the job back with where it goes on; a run whose lease another has taken changes nothing. */
export const endRun = ({ job, token }: Run, state?: Record<string, unknown>) =>
  primary()
    .update(jobRuns)
    .set({ leasedUntil: null, ...(state && { state }) })
    .where(and(eq(jobRuns.job, job), eq(jobRuns.token, token)));
