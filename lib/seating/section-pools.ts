import type { SeatingPlan } from "@/db/schema/seating";
import { newId } from "@/lib/core/ids";
import { placesOf } from "./places-of";

/** What an event on this plan sells from: one pool a section. */
export const sectionPools = (eventId: string, { sections }: SeatingPlan) =>
  sections.map((section) => ({
    id: newId(),
    eventId,
    name: section.name,
    range: placesOf(section),
    section: section.id,
  }));
