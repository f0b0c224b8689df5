import { z } from "zod";
import { insertAudit } from "@/db/queries/audit";
import { lockOrganization, organizationById, setOrganization } from "@/db/queries/team";
import { inTransaction } from "@/db/transaction";
import { accentColour } from "@/lib/core/accent";
import type { Grant } from "@/lib/core/grant";
import { invariant } from "@/lib/core/invariant";
import { forgetEventsOf } from "@/lib/events/forget-events-of";
import { organizationName } from "./create-organization";

export const organizationPatch = z.object({ name: organizationName, accent: accentColour.nullable() });

type Settings = z.output<typeof organizationPatch>;

/** What an organization says of itself. */
export async function readOrganization({ organizationId }: Grant<"settings:write">) {
  const found = await organizationById(organizationId);
  invariant(found, "whoever may change an organization has one");
  return { id: found.id, name: found.name, slug: found.slug, accent: found.accent };
}

/** Changes name and colour; answers the addresses of the events that show them. The same again changes nothing. */
export async function updateOrganization({
  organizationId,
  actor,
  requestId,
  name,
  accent,
}: Grant<"settings:write"> & Settings): Promise<string[]> {
  await inTransaction(async (tx) => {
    const known = await lockOrganization(tx, organizationId);
    invariant(known, "whoever may change an organization has one");
    if (known.name === name && known.accent === accent) return;
    await setOrganization(tx, organizationId, { name, accent });
    await insertAudit(tx, {
      ...{ organizationId, actor, requestId, action: "organization.updated", targetId: organizationId },
      before: { name: known.name, accent: known.accent },
      after: { name, accent },
    });
  });
  return forgetEventsOf(organizationId);
}
