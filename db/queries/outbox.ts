import { and, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { outbox, processedMessages } from "../schema/messages";

export type OutboxRow = { id: string; job: string; payload: Record<string, unknown> };

/** Due once the transaction commits: never lost, published at least once. The same id is told once. */
export const insertOutbox = (tx: Transaction, rows: OutboxRow[]) =>
  tx.insert(outbox).values(rows).onConflictDoNothing();

/** Whether this was told before, published or not. */
export const isInOutbox = async (tx: Transaction, id: string) => (await tx.$count(outbox, eq(outbox.id, id))) > 0;

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
    .returning({ id: outbox.id, job: outbox.job, payload: outbox.payload, reopened: outbox.reopened });
}

export const markPublished = (ids: string[]) =>
  primary().update(outbox).set({ publishedAt: sql`now()` }).where(inArray(outbox.id, ids));

/** Its job has run: nobody need be told again, nor for the first time. */
export const markDone = (id: string) =>
  primary()
    .update(outbox)
    .set({ doneAt: sql`now()`, publishedAt: sql`coalesce(${outbox.publishedAt}, now())` })
    .where(and(eq(outbox.id, id), isNull(outbox.doneAt)));

export type Unanswered = { afterMs: number; afterMostMs: number; forMs: number };

/**
 * Opens again up to `count` rows that were published and whose job has not run: those published longest ago first. Each
 * waits an eighth of its age, between `afterMs` and `afterMostMs`; older than `forMs` they stay as they are.
 */
export async function reopenUnanswered(count: number, { afterMs, afterMostMs, forMs }: Unanswered): Promise<string[]> {
  const ms = (value: number) => sql`${value} * interval '1 ms'`;
  const age = sql`(${outbox.publishedAt} - ${outbox.createdAt})`;
  const patience = sql`greatest(${ms(afterMs)}, least(${age} / 8, ${ms(afterMostMs)}))`;
  const lost = primary()
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        isNull(outbox.doneAt),
        // Said once more as the index can use it.
        lt(outbox.publishedAt, sql`now() - ${ms(afterMs)}`),
        lt(outbox.publishedAt, sql`now() - ${patience}`),
        gt(outbox.createdAt, sql`now() - ${ms(forMs)}`),
      ),
    )
    .orderBy(outbox.publishedAt)
    .limit(count)
    .for("update", { skipLocked: true });
  const rows = await primary()
    .update(outbox)
    .set({ publishedAt: null, leasedUntil: null, reopened: sql`${outbox.reopened} + 1` })
    .where(inArray(outbox.id, lost))
    .returning({ id: outbox.id });
  return rows.map(({ id }) => id);
}

export async function isProcessed(consumer: string, messageId: string) {
  const rows = await primary()
    .select({ at: processedMessages.at })
    .from(processedMessages)
    .where(and(eq(processedMessages.consumer, consumer), eq(processedMessages.messageId, messageId)));
  return rows.length > 0;
}

export const markProcessed = (consumer: string, messageId: string) =>
  primary().insert(processedMessages).values({ consumer, messageId }).onConflictDoNothing();
