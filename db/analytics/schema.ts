import { index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

const at = () => timestamp({ withTimezone: true });

/** One row a paid order, in a database of its own: its loss stops no sale. */
export const orderFacts = pgTable(
  "order_facts",
  {
    orderId: uuid().primaryKey(),
    eventId: uuid().notNull(),
    organizationId: uuid().notNull(),
    eventTitle: text().notNull(),
    status: text().notNull(),
    units: integer().notNull(),
    totalCents: integer().notNull(),
    refundedCents: integer().notNull().default(0),
    currency: text().notNull(),
    items: jsonb().$type<{ ticketTypeId: string; quantity: number; unitCents: number }[]>().notNull(),
    createdAt: at().notNull(),
    paidAt: at().notNull(),
    recordedAt: at().notNull().defaultNow(),
  },
  (t) => [index("order_facts_of_event").on(t.eventId, t.paidAt)],
);
