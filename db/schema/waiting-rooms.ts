import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, primaryKey, real, text, uuid } from "drizzle-orm/pg-core";
import { at, createdAt } from "./columns";
import { events, type LaneName } from "./events";

const counter = () => bigint({ mode: "number" }).notNull().default(0);

/** How far the room of an event has gone: what Redis must know at least. Its settings stand in the event. */
export const waitingRooms = pgTable("waiting_rooms", {
  eventId: uuid()
    .primaryKey()
    .references(() => events.id),
  /** Grows whenever the store was lost, and when every pass is revoked; 0 before the store was ever told. */
  epoch: integer().notNull().default(0),
  /** Passes of an epoch before this one are void. */
  passesFrom: integer().notNull().default(0),
  /** Grows with every change of the settings. */
  version: integer().notNull().default(1),
  issued: counter(),
  serving: counter(),
  admitted: counter(),
  /** Challenges given, and numbers got by solving one. */
  asked: counter(),
  solved: counter(),
  /** Most that joined in a second, between two savings. */
  peak: real().notNull().default(0),
  /** Numbers that recoveries left out: "first:last;…". */
  holes: text().notNull().default(""),
  /** Short hashes of the persons let out again. */
  revoked: text().array().notNull().default([]),
  /** The last entry of the room's stream that is kept here. */
  told: text().notNull().default("0"),
  savedAt: createdAt(),
});

/** The same of each lane beside everybody's line. */
export const waitingRoomLanes = pgTable(
  "waiting_room_lanes",
  {
    eventId: uuid()
      .notNull()
      .references(() => waitingRooms.eventId),
    lane: text().$type<LaneName>().notNull(),
    issued: counter(),
    serving: counter(),
    holes: text().notNull().default(""),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.lane] })],
);

/** Everybody who came when called, and all who were let in or went: the tickets of these do not work again. */
export const waitingRoomPeople = pgTable(
  "waiting_room_people",
  {
    eventId: uuid()
      .notNull()
      .references(() => waitingRooms.eventId),
    person: text().notNull(),
    admittedAt: at(),
    /** When the session ends, and the latest it may. */
    endsAt: at(),
    limitAt: at(),
    left: boolean().notNull().default(false),
    /** Where they stood when they came, and in which lane, "" for everybody's line; null for who never did. */
    place: integer(),
    lane: text().$type<LaneName | "">().notNull().default(""),
    /** Called, and asking to be let in. */
    here: boolean().notNull().default(false),
    /** How many with better places had to stay out when they were let in by the line; null for who was not. */
    passed: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.person] }),
    index("waiting_room_people_here").on(t.eventId, t.place).where(sql`${t.here}`),
  ],
);
