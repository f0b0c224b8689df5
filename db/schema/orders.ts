import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, cents, createdAt, id } from "./columns";
import { events, pools, ticketTypes } from "./events";

export const orderStatus = pgEnum("order_status", [
  "pending",
  "closing",
  "paid",
  "partially_refunded",
  "refunded",
  "expired",
  "cancelled",
  "payment_failed",
]);
/** A ticket in one of these keeps its unit from everybody else. */
export const owningStatuses = ["claimed", "valid", "checked_in", "blocked"] as const;
export const ticketStatus = pgEnum("ticket_status", [...owningStatuses, "void"]);
/** The same as SQL has it. */
export const owning = sql.raw(`(${owningStatuses.map((status) => `'${status}'`).join(", ")})`);

export const orders = pgTable(
  "orders",
  {
    /** Derived from the hold id: one hold, one order. */
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id),
    holdId: text().notNull().unique(),
    /** The visitor who held the units. */
    fan: text().notNull(),
    userId: text(),
    buyerName: text().notNull(),
    /** Normalised: limits per customer count on it. */
    buyerEmail: text().notNull(),
    answers: jsonb().$type<Record<string, string>>().notNull().default({}),
    status: orderStatus().notNull().default("pending"),
    totalCents: cents(),
    refundedCents: cents(),
    currency: text().notNull(),
    /** By Postgres's clock: the end of the payment window. */
    expiresAt: at().notNull(),
    paymentIntentId: text().unique(),
    /** Cards tried; at most 5. */
    attempts: integer().notNull().default(0),
    createdAt: createdAt(),
    paidAt: at(),
    /** Set once the money is there (or none was due): only then is anything announced. */
    capturedAt: at(),
    endedAt: at(),
  },
  (t) => [
    check("orders_total_not_negative", sql`${t.totalCents} >= 0`),
    check("orders_refund_within_total", sql`${t.refundedCents} between 0 and ${t.totalCents}`),
    check("orders_attempts_bounded", sql`${t.attempts} between 0 and 5`),
    check("orders_captured_was_paid", sql`${t.capturedAt} is null or ${t.paidAt} is not null`),
    index("orders_of_event").on(t.eventId, t.status),
    index("orders_undecided").on(t.expiresAt).where(sql`${t.status} in ('pending', 'closing')`),
    index("orders_uncaptured").on(t.paidAt).where(sql`${t.status} = 'paid' and ${t.capturedAt} is null`),
    index("orders_by_payment").on(t.eventId, t.paidAt).where(sql`${t.paidAt} is not null`),
    index("orders_of_fan").on(t.fan),
    index("orders_of_user").on(t.userId),
    // An organizer searches by the beginning of an address and by words of a name, and reads the newest first.
    index("orders_of_buyer").on(t.buyerEmail.op("text_pattern_ops")),
    index("orders_by_name").using("gin", sql`to_tsvector('simple', ${t.buyerName})`),
    index("orders_newest").on(t.createdAt, t.id),
    index("orders_of_event_newest").on(t.eventId, t.createdAt, t.id),
  ],
);

/** What was bought, at the price shown when it was held. */
export const orderItems = pgTable(
  "order_items",
  {
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    ticketTypeId: uuid()
      .notNull()
      .references(() => ticketTypes.id),
    quantity: integer().notNull(),
    /** Each per unit. */
    unitCents: cents(),
    feeCents: cents(),
    taxCents: cents(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.ticketTypeId] }),
    check("order_items_quantity_positive", sql`${t.quantity} > 0`),
  ],
);

export const tickets = pgTable(
  "tickets",
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id),
    /** Null for a unit the organizer blocked. */
    orderId: uuid().references(() => orders.id),
    poolId: uuid()
      .notNull()
      .references(() => pools.id),
    unit: integer().notNull(),
    ticketTypeId: uuid().references(() => ticketTypes.id),
    /** The number inside a ticket type that has its own capacity. */
    typeUnit: integer(),
    /** As its plate and the plan name it; null without a seat. */
    seat: jsonb().$type<{ id: string; section: string; row: string; number: number | string }>(),
    status: ticketStatus().notNull(),
    attendeeName: text().notNull().default(""),
    createdAt: createdAt(),
    endedAt: at(),
  },
  (t) => [
    // The last line of defence against overselling: a unit has one owner, whatever Redis said.
    uniqueIndex("one_owner_per_unit").on(t.poolId, t.unit).where(sql`${t.status} in ${owning}`),
    uniqueIndex("one_owner_per_type_unit").on(t.ticketTypeId, t.typeUnit).where(sql`${t.status} in ${owning}`),
    check("tickets_unit_positive", sql`${t.unit} > 0`),
    check("tickets_owned_or_blocked", sql`${t.status} = 'blocked' or ${t.orderId} is not null`),
    index("tickets_of_order").on(t.orderId),
    index("tickets_of_event").on(t.eventId, t.status),
  ],
);

/** Units one customer (normalised mail address, or account) owns or is paying for, per ticket type. */
export const customerCounts = pgTable(
  "customer_counts",
  {
    ticketTypeId: uuid()
      .notNull()
      .references(() => ticketTypes.id),
    customer: text().notNull(),
    units: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ticketTypeId, t.customer] }),
    check("customer_counts_not_negative", sql`${t.units} >= 0`),
  ],
);

/** Final answers to an Idempotency-Key: a purchase's with its order, any other's for a day. */
export const answers = pgTable(
  "answers",
  {
    actor: text().notNull(),
    key: text().notNull(),
    bodyHash: text().notNull(),
    orderId: uuid().references(() => orders.id),
    /** Which card attempt of the order this key began; null before one began. */
    attempt: integer(),
    attemptedAt: at(),
    /** Null while the attempt is undecided. */
    status: integer(),
    body: jsonb(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.actor, t.key] }), index("answers_by_age").on(t.createdAt)],
);
