import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { at, createdAt, id } from "./columns";

/** What must still be told to the queue; written in the transaction that caused it. */
export const outbox = pgTable(
  "outbox",
  {
    id: id(),
    job: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    leasedUntil: at(),
    publishedAt: at(),
    attempts: integer().notNull().default(0),
    /** How often it was opened again. The queue knows each publication by the id and this. */
    reopened: integer().notNull().default(0),
    /** Its job has run to the end. */
    doneAt: at(),
  },
  (t) => [
    index("outbox_waiting").on(t.createdAt).where(sql`${t.publishedAt} is null`),
    index("outbox_unanswered").on(t.publishedAt).where(sql`${t.publishedAt} is not null and ${t.doneAt} is null`),
    // A rebuild of the inventory asks which units were given back lately.
    index("outbox_returns").on(sql`(${t.payload} ->> 'eventId')`, t.createdAt).where(sql`${t.job} = 'give-back'`),
  ],
);

/** What a consumer has done, for ever: written in the transaction that does it. */
export const processedMessages = pgTable(
  "processed_messages",
  { consumer: text().notNull(), messageId: text().notNull(), at: createdAt() },
  (t) => [primaryKey({ columns: [t.consumer, t.messageId] })],
);
