import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, cents, createdAt, id } from "./columns";
import { orders } from "./orders";

export const refundStatus = pgEnum("refund_status", ["pending", "succeeded", "failed"]);
export const ledgerAccount = pgEnum("ledger_account", [
  "buyer_receivable",
  "organizer_payable",
  "platform_fee",
  "tax",
  "processor",
]);

/** One row an order: what Stripe was last seen to say of its intent. */
export const payments = pgTable(
  "payments",
  {
    intentId: text().primaryKey(),
    orderId: uuid()
      .notNull()
      .unique()
      .references(() => orders.id),
    status: text().notNull(),
    amountCents: cents(),
    capturedCents: cents(),
    currency: text().notNull(),
    disputedAt: at(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [check("payments_captured_within_amount", sql`${t.capturedCents} between 0 and ${t.amountCents}`)],
);

export const refunds = pgTable(
  "refunds",
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    /** Stripe's id, once it is known. */
    stripeId: text().unique(),
    status: refundStatus().notNull().default("pending"),
    amountCents: integer().notNull(),
    ticketIds: uuid().array().notNull().default(sql`'{}'`),
    returnUnits: boolean().notNull(),
    reason: text().notNull().default(""),
    actor: text().notNull(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [check("refunds_amount_positive", sql`${t.amountCents} > 0`), index("refunds_of_order").on(t.orderId)],
);

/** Double entry, append-only: the lines of one transaction sum to zero, in one currency (deferred trigger). */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    /** `capture:<order id>` or `refund:<refund id>`: the same cause posts once. */
    transaction: text().notNull(),
    account: ledgerAccount().notNull(),
    amountCents: bigint({ mode: "number" }).notNull(),
    currency: text().notNull(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    at: createdAt(),
  },
  (t) => [unique("ledger_line_once").on(t.transaction, t.account), index("ledger_of_order").on(t.orderId)],
);
