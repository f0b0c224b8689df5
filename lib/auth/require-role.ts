import { membershipOf, type Role } from "@/db/queries/organizers";
import { ok, type Result, refuse } from "@/lib/core/result";
import { currentUser, type User } from "./current-user";

export type Membership = {
  user: User;
  organizationId: string;
  organizationName: string;
  role: Role;
  /** As the audit log names this person. */
  actor: string;
};

/** The signed-in person's place in an organization (their first, if none is named), if it has one of these roles. */
export async function requireRole(
  roles: readonly Role[],
  organizationId?: string,
): Promise<Result<Membership, { kind: "unauthenticated" } | { kind: "forbidden" }>> {
  const user = await currentUser();
  if (!user) return refuse({ kind: "unauthenticated" });
  const membership = await membershipOf(user.id, roles, organizationId);
  if (!membership) return refuse({ kind: "forbidden" });
  return ok({ user, ...membership, actor: `user:${user.id}` });
}
