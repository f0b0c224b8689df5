import { z } from "zod";
import type { planVersions } from "@/db/queries/seating";

/** A version of a plan without its document. */
export const planVersion = z
  .object({
    id: z.uuid().describe("Of this version: what an event names."),
    planId: z.uuid(),
    name: z.string(),
    number: z.int(),
    places: z.int().describe("Seats and standing places together."),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "SeatingPlanVersion" });
export type PlanVersion = z.output<typeof planVersion>;

type Row = Awaited<ReturnType<typeof planVersions>>[number];

export const viewVersion = ({ createdAt, ...row }: Row): PlanVersion => ({
  ...row,
  createdAt: createdAt.toISOString(),
});
