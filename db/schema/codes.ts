import { sql } from "drizzle-orm";
import { check, integer, pgEnum, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, createdAt, id } from "./columns";
import { events } from "./events";
import { orders } from "./orders";

export const codeKind = pgEnum("code_kind", ["percent", "amount", "price", "access"]);
export const codeUseStatus = pgEnum("code_use_status", ["claimed", "used", "ended"]);

export const codes = pgTable(
  "codes",
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id),
    code: text().notNull(),
    kind: codeKind().notNull(),
    value: integer().notNull().default(0),
    uses: integer().notNull(),
    ticketTypeIds: uuid().array().notNull().default(sql`'{}'`),
    validFrom: at(),
    validUntil: at(),
    createdAt: createdAt(),
  },
  (t) => [unique("codes_once_per_event").on(t.eventId, t.code), check("codes_uses_positive", sql`${t.uses} > 0`)],
);

/** Uses are numbered like units: Postgres refuses a number's second owner. */
export const codeUses = pgTable(
  "code_uses",
  {
    id: id(),
    codeId: uuid()
      .notNull()
      .references(() => codes.id),
    use: integer().notNull(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    status: codeUseStatus().notNull(),
  },
  (t) => [uniqueIndex("one_owner_per_use").on(t.codeId, t.use).where(sql`${t.status} in ('claimed', 'used')`)],
);
