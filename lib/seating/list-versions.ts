import { planVersions } from "@/db/queries/seating";
import type { Grant } from "@/lib/core/grant";
import { type PlanVersion, viewVersion } from "./plan-version";

/** An organization's plans, the newest versions first; at most 100. */
export const listVersions = async ({ organizationId }: Grant<"events:read">): Promise<PlanVersion[]> =>
  (await planVersions(organizationId)).map(viewVersion);
