import { z } from "zod";
import type { Row, SeatingPlan } from "@/db/schema/seating";
import { line } from "@/lib/core/text";
import { uuid } from "@/lib/core/uuid";
import { planMax } from "@/lib/seating/plan";

const numbers = z.array(z.int().min(1).max(planMax.seatsOfRow)).max(planMax.seatsOfRow).default([]);

const row = z.object({
  name: line(20).min(1),
  seats: z.int().min(1).max(planMax.seatsOfRow).describe("How many, numbered from 1."),
  accessible: numbers.describe("Their numbers."),
  companion: numbers.describe("Their numbers, each directly beside an accessible seat."),
});
type RowInput = z.output<typeof row>;

/** The seats of a new event: described row by row, or a plan imported before. */
export const seatingInput = z.object({
  sections: z
    .array(
      z.object({
        name: line(60).min(1),
        ticketType: line(80).min(1).describe("The seated ticket type that sells it."),
        rows: z.array(row).min(1).max(planMax.rowsOfSection),
      }),
    )
    .min(1)
    .max(planMax.sections)
    .optional(),
  plan: uuid.optional().describe("A version of a plan of yours; then each seated ticket type names its `category`."),
});
type SeatingInput = z.output<typeof seatingInput>;
type Sections = NonNullable<SeatingInput["sections"]>;

// Centimetres.
const [seatWidth, rowDepth, gangway] = [60, 100, 200];

const ticketTypesOf = (sections: Sections) => [...new Set(sections.map(({ ticketType }) => ticketType))];
const categoryIn = (sections: Sections, ticketType: string) => `c${ticketTypesOf(sections).indexOf(ticketType) + 1}`;

/** Which price category this ticket type sells; undefined where it names none. */
export const categoryOf = ({ sections }: SeatingInput, type: { name: string; category?: string | undefined }) =>
  sections ? categoryIn(sections, type.name) : type.category;

function rowOf({ name, seats, accessible, companion }: RowInput, id: string, y: number): Row {
  const seat = (number: number) => ({
    ...{ id: `${id}-${number}`, number, x: (2 * number - 1 - seats) * (seatWidth / 2), y },
    ...(accessible.includes(number) && { accessible: true as const }),
    ...(companion.includes(number) && { companion: true as const }),
  });
  return { name, seats: Array.from({ length: seats }, (_, index) => seat(index + 1)) };
}

/** Sections one behind the other, in straight rows before a stage: best first, as they were listed. */
export function planOfSections(name: string, sections: Sections): SeatingPlan {
  let y = -gangway;
  return {
    format: "holdfast-seating-plan",
    version: 1,
    name,
    stage: { x: -500, y: -400, width: 1000, height: 200 },
    categories: ticketTypesOf(sections).map((type) => ({
      id: categoryIn(sections, type),
      name: type.slice(0, 60).trim(),
    })),
    sections: sections.map((section, index) => {
      y += gangway;
      const rows = section.rows.map((row, at) => {
        y += rowDepth;
        return rowOf(row, `${index + 1}-${at + 1}`, y);
      });
      const category = categoryIn(sections, section.ticketType);
      return { id: `s${index + 1}`, name: section.name, kind: "seats", category, rows };
    }),
  };
}
