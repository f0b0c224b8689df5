import type { Section } from "@/db/schema/seating";

/** How many units the pool of a section has: its seats, or how many may stand. */
export const placesOf = (section: Section): number =>
  section.kind === "standing" ? section.capacity : section.rows.reduce((sum, { seats }) => sum + seats.length, 0);
