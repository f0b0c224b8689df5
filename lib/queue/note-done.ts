import { markDone } from "@/db/queries/outbox";

/** A job has run to the end: its message is not published again. Safe to repeat; unnoted, the job runs once more. */
export async function noteDone(outboxId: string): Promise<void> {
  await markDone(outboxId);
}
