import { bigint, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { at, createdAt } from "./columns";
import { events } from "./events";

/** What the auditor last saw of an event's stock in Redis: less of it later means that the store lost writes. */
export const stockWitnesses = pgTable("stock_witnesses", {
  eventId: uuid()
    .primaryKey()
    .references(() => events.id),
  generation: integer().notNull(),
  changes: bigint({ mode: "number" }).notNull(),
  /** What looked wrong then; repaired only when a later reading names it too. */
  suspects: jsonb().$type<string[]>().notNull().default([]),
  suspectedAt: createdAt(),
  checkedAt: createdAt(),
});

/** One row a job that must not run beside itself, and where it goes on. */
export const jobRuns = pgTable("job_runs", {
  job: text().primaryKey(),
  token: text(),
  leasedUntil: at(),
  state: jsonb().$type<Record<string, unknown>>().notNull().default({}),
});
