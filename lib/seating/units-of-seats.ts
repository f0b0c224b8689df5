import type { SeatingPlan } from "@/db/schema/seating";

/** Every seat of a plan by its id: its section, and which unit of that section's pool it is. */
export const unitsOfSeats = ({ sections }: SeatingPlan): Map<string, { section: string; unit: number }> =>
  new Map(
    sections.flatMap((section) =>
      section.kind === "seats"
        ? section.rows
            .flatMap(({ seats }) => seats)
            .map(({ id }, index): [string, { section: string; unit: number }] => [
              id,
              { section: section.id, unit: index + 1 },
            ])
        : [],
    ),
  );
