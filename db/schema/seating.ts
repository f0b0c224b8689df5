import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns";
import { organizations } from "./organizers";
import { venues } from "./venues";

/** A place to sit. `x` and `y` are whole centimetres, to the right and downwards, of the seat's middle. */
export type Seat = {
  /** Its name for programs, once in the whole plan. */
  id: string;
  /** What its plate says, once in its row. */
  number: number | string;
  x: number;
  y: number;
  /** Where it differs from its section's. */
  category?: string;
  accessible?: true;
  /** For whoever comes with the person on the accessible seat beside it. */
  companion?: true;
  obstructed?: true;
};

/** Seats side by side, in the order they stand. */
export type Row = {
  name: string;
  /** Best first: the lowest rank of the whole plan is offered first, its section's or 0 where none is given. */
  rank?: number;
  seats: Seat[];
  /** After which seats, counted from 1, the row is broken: those beside an aisle are no neighbours. */
  aisles?: number[];
};

type Point = [x: number, y: number];
type SectionName = { id: string; name: string };

export type SeatedSection = SectionName & { kind: "seats"; category: string; rank?: number; rows: Row[] };
/** A floor without seats: general admission, sold by quantity. */
export type StandingSection = SectionName & { kind: "standing"; category: string; capacity: number; outline: Point[] };
export type Section = SeatedSection | StandingSection;

/** A seating plan as a document. A seat is unit 1..n of its section's pool, in the order of the document. */
export type SeatingPlan = {
  format: "holdfast-seating-plan";
  version: 1;
  name: string;
  /** What everybody looks at. */
  stage?: { x: number; y: number; width: number; height: number };
  /** Price categories. */
  categories: { id: string; name: string }[];
  sections: Section[];
};

export const seatingPlans = pgTable(
  "seating_plans",
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    venueId: uuid().references(() => venues.id),
    name: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique("seating_plans_name_once").on(t.organizationId, t.name)],
);

/** Never changed: tickets name its seats. */
export const seatingPlanVersions = pgTable(
  "seating_plan_versions",
  {
    id: id(),
    planId: uuid()
      .notNull()
      .references(() => seatingPlans.id),
    number: integer().notNull(),
    document: jsonb().$type<SeatingPlan>().notNull(),
    /** SHA-256 of the exported document, in hex: the same plan again is the same version. */
    digest: text().notNull(),
    /** Seats and standing places together. */
    places: integer().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("seating_plan_versions_number_once").on(t.planId, t.number),
    unique("seating_plan_versions_document_once").on(t.planId, t.digest),
    check("seating_plan_versions_places_positive", sql`${t.places} > 0`),
  ],
);

/** Which price category each seat is of, told as runs: units `first` to `last` of a section's pool. */
export const seatingRuns = pgTable(
  "seating_runs",
  {
    versionId: uuid()
      .notNull()
      .references(() => seatingPlanVersions.id),
    section: text().notNull(),
    first: integer().notNull(),
    last: integer().notNull(),
    category: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.versionId, t.section, t.first] }),
    check("seating_runs_in_order", sql`${t.first} between 1 and ${t.last}`),
  ],
);
