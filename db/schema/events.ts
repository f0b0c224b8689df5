import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, cents, createdAt, id } from "./columns";
import { organizations } from "./organizers";
import { seatingPlanVersions } from "./seating";
import { venues } from "./venues";

export const eventStatus = pgEnum("event_status", ["draft", "published", "cancelled"]);
export const ticketKind = pgEnum("ticket_kind", ["general", "seated"]);
export const visibility = pgEnum("visibility", ["public", "code"]);

export type HoldSettings = {
  ttlSeconds: number;
  extendSeconds: number;
  paymentSeconds: number;
  maxUnits: number;
  /** Picked seats may leave a free one alone; refused where this is not said. */
  singleGaps?: boolean;
};
export type Fees = { fixedCents: number; percent: number; included: boolean };
export type Tax = { name: string; percent: number; included: boolean };
export const laneNames = ["presale", "accessible", "box_office"] as const;
export type LaneName = (typeof laneNames)[number];
/** A line of its own for who has one of its codes. */
export type LaneSettings = {
  lane: LaneName;
  /** Of the admissions, in percent, while people wait in every line. */
  share: number;
  /** At once where it is absent. */
  opensAt?: string | undefined;
  codes: string[];
  /** Numbers that are given out, at most. */
  places?: number | undefined;
};
export type WaitingRoomSettings = {
  mode: "off" | "line" | "draw";
  opensAt?: string;
  ratePerMinute: number;
  burst: number;
  maxActive: number;
  adaptive: boolean;
  paused?: boolean;
  /** What everybody who waits is told, by language. */
  message?: { en?: string | undefined; ar?: string | undefined };
  /** Beside everybody's line. One that is there stays, as people may stand in it. */
  lanes?: LaneSettings[];
};

/** A series groups performances of the same thing on several dates. */
export const series = pgTable("series", {
  id: id(),
  organizationId: uuid()
    .notNull()
    .references(() => organizations.id),
  title: text().notNull(),
  slug: text().notNull().unique(),
});

export const events = pgTable(
  "events",
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    venueId: uuid().references(() => venues.id),
    seriesId: uuid().references(() => series.id),
    /** Its seats, for good: a changed plan is another version. Null without seats. */
    seatingPlanVersionId: uuid().references(() => seatingPlanVersions.id),
    slug: text().notNull().unique(),
    title: text().notNull(),
    summary: text().notNull().default(""),
    /** Markdown. */
    description: text().notNull().default(""),
    category: text().notNull().default("other"),
    /** A path of ours, or empty: then the poster is drawn from the title. */
    posterPath: text().notNull().default(""),
    startsAt: at().notNull(),
    endsAt: at(),
    timezone: text().notNull(),
    currency: text().notNull(),
    status: eventStatus().notNull().default("draft"),
    /** Grows whenever Redis is rebuilt or the event is cancelled: an older hold cannot be claimed. */
    generation: integer().notNull().default(1),
    /** Grows with every change of what a reserve must know. */
    catalogueVersion: integer().notNull().default(1),
    hold: jsonb().$type<HoldSettings>().notNull(),
    fees: jsonb().$type<Fees>().notNull(),
    taxes: jsonb().$type<Tax[]>().notNull().default([]),
    waitingRoom: jsonb().$type<WaitingRoomSettings>().notNull(),
    createdAt: createdAt(),
    publishedAt: at(),
  },
  (t) => [
    check("events_currency_is_iso", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("events_end_after_start", sql`${t.endsAt} is null or ${t.endsAt} > ${t.startsAt}`),
    index("events_by_start").on(t.status, t.startsAt, t.id),
    index("events_of_organization").on(t.organizationId, t.startsAt),
    index("events_of_series").on(t.seriesId, t.startsAt).where(sql`${t.seriesId} is not null`),
  ],
);

/** Units 1..range; the range only grows, and capacity = range - blocked units. */
export const pools = pgTable(
  "pools",
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id),
    name: text().notNull(),
    range: integer().notNull(),
    /** The section of the event's plan whose seats these units are, in the order of the plan; null off any plan. */
    section: text(),
  },
  (t) => [
    check("pools_range_positive", sql`${t.range} > 0`),
    unique("pools_name_once").on(t.eventId, t.name),
    unique("pools_section_once").on(t.eventId, t.section),
  ],
);

export const ticketTypes = pgTable(
  "ticket_types",
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id),
    /** Null where a price category of the plan is sold, over all its sections. */
    poolId: uuid().references(() => pools.id),
    category: text(),
    name: text().notNull(),
    description: text().notNull().default(""),
    kind: ticketKind().notNull().default("general"),
    priceCents: cents(),
    /** Own cap inside a shared pool; null where the pool alone limits. */
    capacity: integer(),
    /** The most its own cap ever was, once it was lowered: numbers up to here are in use. */
    capacityBefore: integer(),
    maxPerOrder: integer(),
    maxPerCustomer: integer(),
    saleStartsAt: at(),
    saleEndsAt: at(),
    visibility: visibility().notNull().default("public"),
    /** Nobody may hold any more of it; what is held is honoured. */
    paused: boolean().notNull().default(false),
    position: integer().notNull().default(0),
  },
  (t) => [
    check("ticket_types_pool_or_category", sql`num_nonnulls(${t.poolId}, ${t.category}) = 1`),
    check("ticket_types_category_is_seated", sql`${t.category} is null or ${t.kind} = 'seated'`),
    check("ticket_types_price_not_negative", sql`${t.priceCents} >= 0`),
    check("ticket_types_capacity_positive", sql`${t.capacity} is null or ${t.capacity} > 0`),
    check("ticket_types_per_order_positive", sql`${t.maxPerOrder} is null or ${t.maxPerOrder} > 0`),
    check("ticket_types_per_customer_positive", sql`${t.maxPerCustomer} is null or ${t.maxPerCustomer} > 0`),
    index("ticket_types_of_event").on(t.eventId, t.position),
  ],
);
