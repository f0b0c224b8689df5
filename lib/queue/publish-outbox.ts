import { leaseOutbox, markPublished } from "@/db/queries/outbox";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { jobUrl, queue } from "./client";
import { timed } from "./timed";

const batchMax = 50;
const batchesMax = 20;

/**
 * Tells the queue what the outbox holds. Dying between publishing and marking publishes a row again:
 * the queue drops it by its id for 10 min, the consumers for ever.
 */
export async function publishOutbox(): Promise<void> {
  for (let batch = 0; batch < batchesMax; batch++) {
    const rows = await leaseOutbox(batchMax, durations.outboxLeaseMs);
    if (rows.length === 0) return;
    const messages = rows.map(({ id, job, payload }) => ({
      url: jobUrl(job),
      body: payload,
      deduplicationId: id,
      retries: 5,
    }));
    await timed(queue().batchJSON(messages));
    await markPublished(rows.map(({ id }) => id));
    if (rows.length < batchMax) return;
  }
}

/** For after an answer: what could not be published stays for the schedule. */
export async function publishOutboxQuietly(): Promise<void> {
  await publishOutbox().catch((error: unknown) => log.warn(describeFailure(error), "outbox left for the schedule"));
}
