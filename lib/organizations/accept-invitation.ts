import { insertAudit } from "@/db/queries/audit";
import { insertMember, invitationById, lockOrganization, markAccepted, membersOf } from "@/db/queries/team";
import { inTransaction } from "@/db/transaction";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Role } from "@/lib/core/roles";
import { readInvitationToken } from "./invitation-token";
import { membersMax } from "./team-role";

type Guest = { token: string; user: { id: string; email: string }; requestId?: string | undefined };
export type OpenInvitation = { organizationId: string; organizationName: string; role: Role };
export type JoinProblem = { kind: "not_found" } | { kind: "gone" } | { kind: "forbidden" } | { kind: "limit_exceeded" };

/**
 * What a mailed invitation offers this person. `forbidden`: it was sent to another address. `gone`: it ran out, was
 * taken back, or somebody accepted it.
 */
export async function readInvitation({ token, user }: Guest): Promise<Result<OpenInvitation, JoinProblem>> {
  const id = readInvitationToken(token);
  const found = id && (await invitationById(id));
  if (!found) return refuse({ kind: "not_found" });
  const { invitation, organizationName, expired } = found;
  if (invitation.email !== user.email) return refuse({ kind: "forbidden" });
  const { organizationId, role, acceptedAt, revokedAt } = invitation;
  if (revokedAt || (expired && !acceptedAt)) return refuse({ kind: "gone" });
  const isMember = async () => (await membersOf(organizationId, membersMax)).some(({ userId }) => userId === user.id);
  if (acceptedAt && !(await isMember())) return refuse({ kind: "gone" });
  return ok({ organizationId, organizationName, role });
}

/** Takes the offered place, once: again it is the same place. Who is a member already keeps their role. `limit_exceeded`: the team is full. */
export async function acceptInvitation(guest: Guest): Promise<Result<OpenInvitation, JoinProblem>> {
  const offered = await readInvitation(guest);
  const id = readInvitationToken(guest.token);
  if (!offered.ok || !id) return offered;
  const { user, requestId } = guest;
  const { organizationId } = offered.value;
  return inTransaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const members = await membersOf(organizationId, membersMax, tx);
    const isMember = members.some(({ userId }) => userId === user.id);
    if (!isMember && members.length >= membersMax) return refuse({ kind: "limit_exceeded" });
    const accepted = await markAccepted(tx, id);
    if (isMember) return offered;
    if (!accepted) return refuse({ kind: "gone" });
    await insertMember(tx, { organizationId, userId: user.id, role: accepted.role });
    const change = { organizationId, actor: `user:${user.id}`, requestId, action: "member.joined", targetId: user.id };
    await insertAudit(tx, { ...change, after: { email: user.email, role: accepted.role } });
    return offered;
  });
}
