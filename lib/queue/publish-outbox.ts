import { leaseOutbox, markPublished } from "@/db/queries/outbox";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { jobUrl, queue } from "./client";
import { timed } from "./timed";

const batchMax = 50;
const batchesMax = 20;

/**
 * After 5, 10, 20, 40 and 60 s, where the queue by itself would wait 12 s, 2.5 min, 30 min and 6 h. Its paid plans allow
 * five retries; what all of them missed is opened again (reopen-outbox).
 * https://upstash.com/docs/qstash/features/retry, https://upstash.com/docs/qstash/overall/pricing
 */
const patience = { retries: 5, retryDelay: "min(60000, pow(2, retried) * 5000)" };

/**
 * Tickets are drawn for their mail, a tenth of a second of processes that others may be buying from: a sale's thousands
 * go out under a key of their own, which an operator can hold back. As many at once as drain ten thousand well before
 * they would be opened again. https://upstash.com/docs/qstash/features/flowcontrol
 */
export const ticketMails = { key: "ticket-mails", parallelism: 50 };

/**
 * Tells the queue what the outbox holds. Dying between publishing and marking publishes a row again: the queue drops it
 * by its id for a while (10 min by its pages, 90 days by its SDK), the consumers for ever.
 */
export async function publishOutbox(): Promise<void> {
  for (let batch = 0; batch < batchesMax; batch++) {
    const rows = await leaseOutbox(batchMax, durations.outboxLeaseMs);
    if (rows.length === 0) return;
    const messages = rows.map(({ id, job, payload, reopened }) => ({
      url: jobUrl(job),
      body: { ...payload, outboxId: id },
      deduplicationId: `${id}-${reopened}`,
      ...patience,
      ...(job === "send-tickets" && { flowControl: ticketMails }),
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
