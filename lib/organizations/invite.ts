import { z } from "zod";
import { insertAudit } from "@/db/queries/audit";
import { insertOutbox } from "@/db/queries/outbox";
import {
  insertInvitation,
  invitationById,
  lockOrganization,
  membersOf,
  openInvitations,
  revokeInvitations,
} from "@/db/queries/team";
import { inTransaction } from "@/db/transaction";
import { emailAddress } from "@/lib/core/email";
import type { Grant } from "@/lib/core/grant";
import { newId } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Role } from "@/lib/core/roles";
import { told } from "@/lib/queue/tell";
import { membersMax, teamRole } from "./team-role";

const openMax = 50;
const openDays = 7;

export const newInvitation = z.object({ email: emailAddress, role: teamRole });

type Invitation = Grant<"team:manage"> & { email: string; role: Role; invitationId?: string | undefined };
export type InviteProblem = { kind: "conflict" } | { kind: "limit_exceeded" };

/**
 * Offers a place to whoever proves to own this address, for seven days, by a mail. Inviting an address again takes the
 * older invitation back; the same `invitationId` again changes nothing. `conflict`: a member already has this address,
 * or the id is another organization's.
 */
export function invite(wish: Invitation): Promise<Result<{ id: string }, InviteProblem>> {
  const { organizationId, actor, requestId, email, role, invitationId: id = newId() } = wish;
  return inTransaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const known = await invitationById(id, tx);
    if (known) return known.invitation.organizationId === organizationId ? ok({ id }) : refuse({ kind: "conflict" });
    const members = await membersOf(organizationId, membersMax, tx);
    if (members.some((member) => member.email === email)) return refuse({ kind: "conflict" });
    const others = (await openInvitations(organizationId, openMax, tx)).filter((open) => open.email !== email);
    if (others.length >= openMax || members.length >= membersMax) return refuse({ kind: "limit_exceeded" });
    await revokeInvitations(tx, organizationId, { email });
    await insertInvitation(tx, { id, organizationId, email, role, days: openDays });
    await insertOutbox(tx, [told("send-invitation", id, { invitationId: id })]);
    const change = { organizationId, actor, requestId, action: "member.invited", targetId: id };
    await insertAudit(tx, { ...change, after: { email, role } });
    return ok({ id });
  });
}

/** Takes an invitation back before it is accepted. `not_found`: another organization's, accepted, or taken back already. */
export function revokeInvitation({
  organizationId,
  actor,
  requestId,
  invitationId,
}: Grant<"team:manage"> & { invitationId: string }): Promise<Result<void, { kind: "not_found" }>> {
  return inTransaction(async (tx) => {
    const [revoked] = await revokeInvitations(tx, organizationId, { id: invitationId });
    if (!revoked) return refuse({ kind: "not_found" });
    const change = { organizationId, actor, requestId, action: "invitation.revoked", targetId: invitationId };
    await insertAudit(tx, { ...change, before: { email: revoked.email, role: revoked.role } });
    return ok(undefined);
  });
}
