import { z } from "zod";
import type { Transaction } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import { insertMember, insertOrganization, lockUser, membersOf, organizationById, ownedBy } from "@/db/queries/team";
import { inTransaction } from "@/db/transaction";
import { newId } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import { line } from "@/lib/core/text";
import { slugCandidates } from "@/lib/events/slug";
import { membersMax } from "./team-role";

/** More is no person's doing. */
const ownedMax = 5;

export const organizationName = line(80).min(2);
export const newOrganization = z.object({ name: organizationName });

type Creation = { userId: string; name: string; organizationId?: string | undefined; requestId?: string | undefined };

async function insert(tx: Transaction, id: string, name: string) {
  for (const slug of slugCandidates(name)) {
    if (await insertOrganization(tx, { id, name, slug })) return true;
  }
  return false;
}

/**
 * A new organization, owned by the person who asks; the same `organizationId` again finds it. One person owns at most
 * five: `limit_exceeded`. `conflict` when no free address could be made of the name.
 */
export function createOrganization({
  userId,
  name,
  organizationId = newId(),
  requestId,
}: Creation): Promise<Result<{ id: string }, { kind: "limit_exceeded" } | { kind: "conflict" }>> {
  return inTransaction(async (tx) => {
    // Two at once by one person are made one after the other, so that the bound holds.
    await lockUser(tx, userId);
    if (await organizationById(organizationId, tx)) {
      const members = await membersOf(organizationId, membersMax, tx);
      return members.some((member) => member.userId === userId)
        ? ok({ id: organizationId })
        : refuse({ kind: "conflict" });
    }
    if ((await ownedBy(tx, userId)) >= ownedMax) return refuse({ kind: "limit_exceeded" });
    if (!(await insert(tx, organizationId, name))) return refuse({ kind: "conflict" });
    await insertMember(tx, { organizationId, userId, role: "owner" });
    const actor = `user:${userId}`;
    const change = { organizationId, actor, requestId, action: "organization.created", targetId: organizationId };
    await insertAudit(tx, { ...change, after: { name } });
    return ok({ id: organizationId });
  });
}
