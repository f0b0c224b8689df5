import { primary } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import { planVersion as versionRow } from "@/db/queries/seating";
import type { SeatingPlan } from "@/db/schema/seating";
import type { Grant } from "@/lib/core/grant";
import { invariant } from "@/lib/core/invariant";
import { insertVersion } from "./insert-version";
import { type PlanVersion, viewVersion } from "./plan-version";

type Saving = Grant<"events:write"> & { plan: SeatingPlan };

/** A plan that was checked, kept for good: the next version of the organization's plan of its name, or the same again. */
export const saveVersion = ({ plan, ...doer }: Saving): Promise<PlanVersion> =>
  primary().transaction(async (tx) => {
    const { versionId, isNew } = await insertVersion(tx, { organizationId: doer.organizationId, plan });
    const row = await versionRow(versionId, tx);
    invariant(row, "a version just made can be read");
    const { name, number, places } = row;
    const after = { name, number, places };
    if (isNew) await insertAudit(tx, { ...doer, action: "seating_plan.imported", targetId: versionId, after });
    return viewVersion(row);
  });
