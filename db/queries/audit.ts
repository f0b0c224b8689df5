import { and, desc, eq, inArray, like, lt } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { users } from "../schema/accounts";
import { apiKeys, auditLog } from "../schema/organizers";

export type Change = {
  organizationId: string;
  actor: string;
  requestId?: string | undefined;
  /** noun.verb, such as `event.published`. */
  action: string;
  targetId: string;
  before?: unknown;
  after?: unknown;
};
export type AuditRow = typeof auditLog.$inferSelect;

/** Who changed what: in the transaction of the change itself, so that neither is there without the other. */
export const insertAudit = (tx: Transaction, change: Change) => tx.insert(auditLog).values(change);

type Listing = {
  organizationId: string;
  actor?: string | undefined;
  /** A noun such as `order`, or a whole action. */
  action?: string | undefined;
  targetId?: string | undefined;
  /** The row after which the page begins. */
  before?: number | undefined;
  count: number;
};

/** An organization's changes, newest first. */
export const auditRows = ({ organizationId, actor, action, targetId, before, count }: Listing) =>
  primary()
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.organizationId, organizationId),
        actor ? eq(auditLog.actor, actor) : undefined,
        action?.includes(".") ? eq(auditLog.action, action) : undefined,
        action && !action.includes(".") ? like(auditLog.action, `${action}.%`) : undefined,
        targetId ? eq(auditLog.targetId, targetId) : undefined,
        before ? lt(auditLog.id, before) : undefined,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(count);

/** How people and keys are called. */
export async function namesOf(userIds: string[], keyIds: string[]) {
  const [people, keys] = await Promise.all([
    userIds.length
      ? primary()
          .select({ id: users.id, name: users.name, email: users.email })
          .from(users)
          .where(inArray(users.id, userIds))
      : [],
    keyIds.length
      ? primary().select({ id: apiKeys.id, name: apiKeys.name }).from(apiKeys).where(inArray(apiKeys.id, keyIds))
      : [],
  ]);
  return { people, keys };
}
