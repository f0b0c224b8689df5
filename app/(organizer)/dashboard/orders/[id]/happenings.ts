import type { Happening } from "@/components/organizer/timeline";
import type { OrderDesk } from "@/lib/orders/order-desk";
import type { AuditEntry } from "@/lib/organizations/audit-log";

/** Everything that happened to an order, in one line of time, the newest first. */
export function happenings({ order, mails, refunds }: OrderDesk, entries: AuditEntry[]): Happening[] {
  const own: Happening[] = [
    { key: "ordered", at: order.createdAt, kind: "ordered" },
    ...(order.paidAt ? [{ key: "paid", at: order.paidAt, kind: "paid" as const }] : []),
  ];
  const mailed = mails.map(
    ({ kind, cause, at }): Happening => ({ key: `mail ${kind} ${cause}`, at, kind: "mailed", mail: kind }),
  );
  const changed = entries.map(({ id, at, action, actor, actorName, changes }): Happening => {
    const refund = refunds.find(({ id: refundId }) => changes.some(({ after }) => after === refundId));
    return {
      ...{ key: `change ${id}`, at, kind: "changed", action, actor, actorName, changes },
      ...(refund && { amountCents: refund.amountCents, reason: refund.reason }),
    };
  });
  return [...own, ...mailed, ...changed].toSorted((a, b) => b.at.localeCompare(a.at));
}
