import { z } from "zod";
import type { SeatingPlan } from "@/db/schema/seating";
import { line } from "@/lib/core/text";

/** What a plan may have at most: twice the largest house there is a plan of. */
export const planMax = {
  bytes: 8 * 1024 * 1024,
  seats: 100_000,
  sections: 400,
  rowsOfSection: 200,
  seatsOfRow: 400,
  aislesOfRow: 40,
  categories: 30,
  standing: 100_000,
  /** Price category with normal, accessible or companion: what the stock tells apart, one letter each. */
  kinds: 31,
} as const;

const name = line(60).min(1);
const planId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,23}$/, "1 to 24 letters, digits, dots, hyphens");
const place = z.int().min(-1_000_000).max(1_000_000);
const size = z.int().min(1).max(1_000_000);
const rank = z.int().min(0).max(1_000_000);
const mark = z.literal(true).exactOptional();

const seat = z.strictObject({
  id: planId,
  number: z.union([z.int().min(0).max(99_999), line(8).min(1)]),
  x: place,
  y: place,
  category: planId.exactOptional(),
  accessible: mark,
  companion: mark,
  obstructed: mark,
});

const row = z.strictObject({
  name: line(20).min(1),
  rank: rank.exactOptional(),
  seats: z.array(seat).min(1).max(planMax.seatsOfRow),
  aisles: z.array(z.int()).max(planMax.aislesOfRow).exactOptional(),
});

const section = z.discriminatedUnion("kind", [
  z.strictObject({
    id: planId,
    name,
    kind: z.literal("seats"),
    category: planId,
    rank: rank.exactOptional(),
    rows: z.array(row).min(1).max(planMax.rowsOfSection),
  }),
  z.strictObject({
    id: planId,
    name,
    kind: z.literal("standing"),
    category: planId,
    capacity: z.int().min(1).max(planMax.standing),
    outline: z
      .array(z.tuple([place, place]))
      .min(3)
      .max(64),
  }),
]);

/** The shape of a seating plan. Its keys stand in the order in which an export writes them. */
export const seatingPlan: z.ZodType<SeatingPlan> = z.strictObject({
  format: z.literal("holdfast-seating-plan"),
  version: z.literal(1),
  name,
  stage: z.strictObject({ x: place, y: place, width: size, height: size }).exactOptional(),
  categories: z
    .array(z.strictObject({ id: planId, name }))
    .min(1)
    .max(planMax.categories),
  sections: z.array(section).min(1).max(planMax.sections),
});
