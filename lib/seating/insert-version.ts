import { createHash } from "node:crypto";
import { and, count, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type SeatingPlan, seatingPlans, seatingPlanVersions, seatingRuns } from "@/db/schema/seating";
import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import { exportPlan } from "./export-plan";
import { placesOf } from "./places-of";
import { runsOf } from "./runs-of";

type Insertion = { organizationId: string; plan: SeatingPlan };
const runsEach = 1000;

/**
 * The organization's plan of this name in exactly this version, made if it is not there. The plan has been checked.
 * Two at once that bring the same document get one version, others one after another.
 */
export async function insertVersion(
  tx: Transaction,
  { organizationId, plan }: Insertion,
): Promise<{ versionId: string; isNew: boolean }> {
  const own = and(eq(seatingPlans.organizationId, organizationId), eq(seatingPlans.name, plan.name));
  await tx.insert(seatingPlans).values({ id: newId(), organizationId, name: plan.name }).onConflictDoNothing();
  const [row] = await tx.select({ id: seatingPlans.id }).from(seatingPlans).where(own).for("update");
  invariant(row, "a plan just made can be read");
  const digest = createHash("sha256").update(exportPlan(plan)).digest("hex");
  const same = and(eq(seatingPlanVersions.planId, row.id), eq(seatingPlanVersions.digest, digest));
  const [known] = await tx.select({ id: seatingPlanVersions.id }).from(seatingPlanVersions).where(same);
  if (known) return { versionId: known.id, isNew: false };
  return { versionId: await addVersion(tx, { planId: row.id, plan, digest }), isNew: true };
}

async function addVersion(
  tx: Transaction,
  { planId, plan, digest }: { planId: string; plan: SeatingPlan; digest: string },
) {
  const id = newId();
  const ofPlan = eq(seatingPlanVersions.planId, planId);
  const [older] = await tx.select({ versions: count() }).from(seatingPlanVersions).where(ofPlan);
  const places = plan.sections.reduce((sum, section) => sum + placesOf(section), 0);
  const number = (older?.versions ?? 0) + 1;
  await tx.insert(seatingPlanVersions).values({ id, planId, number, document: plan, digest, places });
  const runs = runsOf(plan).map((run) => ({ ...run, versionId: id }));
  for (let start = 0; start < runs.length; start += runsEach)
    await tx.insert(seatingRuns).values(runs.slice(start, start + runsEach));
  return id;
}
