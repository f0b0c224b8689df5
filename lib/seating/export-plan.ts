import type { SeatingPlan } from "@/db/schema/seating";
import { seatingPlan } from "./plan";

/** A plan as JSON, the same bytes for the same plan whatever order its keys came in; importing it gives it back. */
export const exportPlan = (plan: SeatingPlan): string => `${JSON.stringify(seatingPlan.parse(plan))}\n`;
