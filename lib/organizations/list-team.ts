import { membersOf, openInvitations } from "@/db/queries/team";
import type { Grant } from "@/lib/core/grant";
import { membersMax } from "./team-role";

const invitationsMax = 50;

/** Who belongs to an organization, and who was asked to. */
export async function listTeam({ organizationId }: Grant<"team:read">) {
  const [members, invitations] = await Promise.all([
    membersOf(organizationId, membersMax),
    openInvitations(organizationId, invitationsMax),
  ]);
  return {
    members: members.map(({ joinedAt, ...member }) => ({ ...member, joinedAt: joinedAt.toISOString() })),
    invitations: invitations.map(({ id, email, role, expiresAt }) => ({
      ...{ id, email, role },
      expiresAt: expiresAt.toISOString(),
    })),
  };
}
