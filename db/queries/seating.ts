import { and, desc, eq } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { type SeatingPlan, seatingPlans, seatingPlanVersions } from "../schema/seating";

type Reader = Pick<Transaction, "select">;

const versionsMax = 100;

/** A version never changes: whoever read it may keep it. */
export async function planOfVersion(versionId: string): Promise<SeatingPlan | undefined> {
  const [version] = await primary()
    .select({ document: seatingPlanVersions.document })
    .from(seatingPlanVersions)
    .where(eq(seatingPlanVersions.id, versionId));
  return version?.document;
}

/** The same, if it is this organization's. */
export async function ownPlanVersion(
  organizationId: string,
  versionId: string,
  db: Reader = primary(),
): Promise<SeatingPlan | undefined> {
  const [version] = await db
    .select({ document: seatingPlanVersions.document })
    .from(seatingPlanVersions)
    .innerJoin(seatingPlans, eq(seatingPlans.id, seatingPlanVersions.planId))
    .where(and(eq(seatingPlanVersions.id, versionId), eq(seatingPlans.organizationId, organizationId)));
  return version?.document;
}

const withPlan = (db: Reader) =>
  db
    .select({
      id: seatingPlanVersions.id,
      planId: seatingPlans.id,
      name: seatingPlans.name,
      number: seatingPlanVersions.number,
      places: seatingPlanVersions.places,
      createdAt: seatingPlanVersions.createdAt,
    })
    .from(seatingPlanVersions)
    .innerJoin(seatingPlans, eq(seatingPlans.id, seatingPlanVersions.planId));

/** A version without its document. */
export async function planVersion(versionId: string, db: Reader = primary()) {
  const [version] = await withPlan(db).where(eq(seatingPlanVersions.id, versionId));
  return version;
}

/** An organization's newest versions, without their documents. */
export const planVersions = (organizationId: string) =>
  withPlan(primary())
    .where(eq(seatingPlans.organizationId, organizationId))
    .orderBy(desc(seatingPlanVersions.createdAt), desc(seatingPlanVersions.id))
    .limit(versionsMax);
