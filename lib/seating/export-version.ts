import { ownPlanVersion } from "@/db/queries/seating";
import type { Grant } from "@/lib/core/grant";
import { ok, type Result, refuse } from "@/lib/core/result";
import { exportPlan } from "./export-plan";

type Asked = Grant<"events:read"> & { versionId: string };

/** A version of the organization's own as the JSON it can be imported from again. */
export async function exportVersion({
  organizationId,
  versionId,
}: Asked): Promise<Result<string, { kind: "not_found" }>> {
  const plan = await ownPlanVersion(organizationId, versionId);
  return plan ? ok(exportPlan(plan)) : refuse({ kind: "not_found" });
}
