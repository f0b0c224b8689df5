import type { Transaction } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import { deleteMember, lockOrganization, membersOf, setRole } from "@/db/queries/team";
import { inTransaction } from "@/db/transaction";
import type { Grant } from "@/lib/core/grant";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Role } from "@/lib/core/roles";
import { membersMax } from "./team-role";

type Member = Awaited<ReturnType<typeof membersOf>>[number];
/** `conflict`: the last owner stays one. `forbidden`: whoever asks is no owner any more. */
export type TeamProblem = { kind: "not_found" } | { kind: "conflict" } | { kind: "forbidden" };
type Change = { action: string; before?: unknown; after?: unknown };

/**
 * One change of one member, under the organization's lock: of two owners who demote each other at once, one stays.
 * `next` is their role afterwards, undefined for none.
 */
function changeMember(
  by: Grant<"team:manage"> | Grant<"team:leave">,
  userId: string,
  next: Role | undefined,
  apply: (tx: Transaction, member: Member) => Promise<Change>,
): Promise<Result<void, TeamProblem>> {
  const { organizationId, actor, requestId } = by;
  return inTransaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const members = await membersOf(organizationId, membersMax, tx);
    const asking = members.find((each) => actor === `user:${each.userId}`);
    const leaves = asking?.userId === userId && next === undefined;
    // Proven before the lock, and perhaps not true any more: whoever is no owner may only leave.
    if (asking?.role !== "owner" && !leaves) return refuse({ kind: "forbidden" });
    const member = members.find((each) => each.userId === userId);
    if (!member) return refuse({ kind: "not_found" });
    if (member.role === next) return ok(undefined);
    const owners = members.filter(({ role }) => role === "owner");
    if (member.role === "owner" && owners.length === 1) return refuse({ kind: "conflict" });
    const change = await apply(tx, member);
    await insertAudit(tx, { organizationId, actor, requestId, targetId: userId, ...change });
    return ok(undefined);
  });
}

/** Gives a member another role, which binds on their next request. */
export const changeRole = (by: Grant<"team:manage">, userId: string, role: Role) =>
  changeMember(by, userId, role, async (tx, member) => {
    await setRole(tx, by.organizationId, userId, role);
    return { action: "member.role_changed", before: { role: member.role }, after: { role } };
  });

/** Ends a member's place, which binds on their next request. */
export const removeMember = (by: Grant<"team:manage">, userId: string) =>
  changeMember(by, userId, undefined, async (tx, member) => {
    await deleteMember(tx, by.organizationId, userId);
    return { action: "member.removed", before: { email: member.email, role: member.role } };
  });

/** Gives up one's own place. */
export function leaveOrganization(by: Grant<"team:leave">) {
  const userId = by.actor.replace(/^user:/, "");
  return changeMember(by, userId, undefined, async (tx, member) => {
    await deleteMember(tx, by.organizationId, userId);
    return { action: "member.left", before: { email: member.email, role: member.role } };
  });
}
