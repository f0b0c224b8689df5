import { reopenUnanswered } from "@/db/queries/outbox";
import { durations } from "@/lib/core/durations";
import { log } from "@/lib/core/log";

const rowsMax = 500;

/**
 * Each minute: what was published and never done, because the queue gave it up or lost it, is to be published again.
 * Safe to repeat, and beside a delivery that is still tried: each job may run twice.
 */
export async function reopenOutbox(): Promise<void> {
  const { unansweredMs, unansweredMostMs, unansweredForMs } = durations;
  const patience = { afterMs: unansweredMs, afterMostMs: unansweredMostMs, forMs: unansweredForMs };
  const reopened = await reopenUnanswered(rowsMax, patience);
  if (reopened.length > 0) log.warn({ count: reopened.length }, "messages were not answered and are published again");
}
