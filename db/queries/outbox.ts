import { and, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { outbox, processedMessages } from "../schema/messages";

export type OutboxRow = { id: string; job: string; payload: Record<string, unknown> };

/** Due once the transaction commits: never lost, published at least once. The same id is told once. */
export const insertOutbox = (tx: Transaction, rows: OutboxRow[]) =>
  tx.insert(outbox).values(rows).onConflictDoNothing();

/** Takes up to `count` unpublished rows for `leaseMs`; another publisher skips them meanwhile. */
export async function leaseOutbox(count: number, leaseMs: number) {
  const free = and(isNull(outbox.publishedAt), or(isNull(outbox.leasedUntil), lt(outbox.leasedUntil, sql`now()`)));
  const due = primary()
    .select({ id: outbox.id })
    .from(outbox)
    .where(free)
    .orderBy(outbox.createdAt)
    .limit(count)
    .for("update", { skipLocked: true });
  return primary()
    .update(outbox)
    .set({ leasedUntil: sql`now() + ${leaseMs} * interval '1 ms'`, attempts: sql`${outbox.attempts} + 1` })
    .where(inArray(outbox.id, due))
    .returning({ id: outbox.id, job: outbox.job, payload: outbox.payload });
}

export const markPublished = (ids: string[]) =>
  primary().update(outbox).set({ publishedAt: sql`now()` }).where(inArray(outbox.id, ids));

export async function isProcessed(consumer: string, messageId: string) {
  const rows = await primary()
    .select({ at: processedMessages.at })
    .from(processedMessages)
    .where(and(eq(processedMessages.consumer, consumer), eq(processedMessages.messageId, messageId)));
  return rows.length > 0;
}

export const markProcessed = (consumer: string, messageId: string) =>
  primary().insert(processedMessages).values({ consumer, messageId }).onConflictDoNothing();
