import type { Transaction } from "../client";
import { auditLog } from "../schema/organizers";

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

/** Who changed what: in the transaction of the change itself, so that neither is there without the other. */
export const insertAudit = (tx: Transaction, change: Change) => tx.insert(auditLog).values(change);
