import { z } from "zod";
import { planOfVersion } from "@/db/queries/seating";
import type { Seat, SeatingPlan, Section } from "@/db/schema/seating";
import { invariant } from "@/lib/core/invariant";

const place = z.int().describe("Whole centimetres; to the right, and downwards.");

const seatView = z
  .object({
    id: z.string(),
    number: z.union([z.int(), z.string()]),
    x: place,
    y: place,
    category: z.string().optional().describe("Where it differs from its section's."),
    accessible: z.literal(true).optional(),
    companion: z
      .literal(true)
      .optional()
      .describe("For whoever comes with the person on the accessible seat beside it."),
    obstructed: z.literal(true).optional().describe("Something stands in its view."),
  })
  .meta({ id: "Seat" });

const rowView = z.object({
  name: z.string(),
  aisles: z.array(z.int()).optional().describe("After which seats, counted from 1, there is an aisle."),
  seats: z.array(seatView),
});

/** Where the seats of an event are, in the order that `seats.data` of its availability counts. */
export const seatingView = z
  .object({
    version: z.uuid(),
    stage: z.object({ x: place, y: place, width: z.int(), height: z.int() }).optional(),
    categories: z.array(z.object({ id: z.string(), name: z.string() })).describe("Price categories."),
    sections: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: z.enum(["seats", "standing"]),
        category: z.string(),
        rows: z.array(rowView).describe("None where people stand."),
        capacity: z.int().optional().describe("How many may stand."),
        outline: z.array(z.tuple([place, place])).optional(),
      }),
    ),
  })
  .meta({ id: "Seating" });
type SeatingView = z.output<typeof seatingView>;

const viewSeat = ({ id, number, x, y, ...marks }: Seat) => ({ id, number, x, y, ...marks });

function viewSection(section: Section): SeatingView["sections"][number] {
  const { id, name, kind, category } = section;
  if (section.kind === "standing") {
    const { capacity, outline } = section;
    return { id, name, kind, category, rows: [], capacity, outline };
  }
  const rows = section.rows.map((row) => ({
    name: row.name,
    ...(row.aisles && { aisles: row.aisles }),
    seats: row.seats.map(viewSeat),
  }));
  return { id, name, kind, category, rows };
}

const viewPlan = (version: string, { stage, categories, sections }: SeatingPlan): SeatingView => ({
  version,
  ...(stage && { stage }),
  categories: categories.map(({ id, name }) => ({ id, name })),
  sections: sections.map(viewSection),
});

// A large house is 3 MB of text.
const keptMax = 8;
const kept = new Map<string, Promise<string>>();

async function load(version: string) {
  const plan = await planOfVersion(version);
  invariant(plan, "a version of a plan is never deleted");
  return JSON.stringify(viewPlan(version, plan));
}

/** A `seatingView` as JSON. A version never changes: this process keeps the latest few asked for. */
export function seatingText(version: string): Promise<string> {
  const text = kept.get(version) ?? load(version);
  // Asked for last, it goes last.
  kept.delete(version);
  kept.set(version, text);
  const [oldest] = kept.keys();
  if (kept.size > keptMax && oldest) kept.delete(oldest);
  text.catch(() => kept.delete(version));
  return text;
}
