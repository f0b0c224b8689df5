import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { events } from "../schema/events";
import { ledgerEntries, payments, refunds } from "../schema/money";
import { orders, tickets } from "../schema/orders";
import type { OrderRow } from "./claims";
import type { LedgerLine } from "./payments";

export type RefundRow = typeof refunds.$inferSelect;

/** The order of this organization, locked: two refunds of it are made one after the other. */
export async function lockOrderOf(
  tx: Transaction,
  orderId: string,
  organizationId: string,
): Promise<OrderRow | undefined> {
  const mine = tx.select({ id: events.id }).from(events).where(eq(events.organizationId, organizationId));
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.id, orderId), inArray(orders.eventId, mine)))
    .for("update");
  return order;
}

export async function lockOrder(tx: Transaction, orderId: string): Promise<OrderRow | undefined> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for("update");
  return order;
}

export async function organizationOf(tx: Transaction, eventId: string): Promise<string> {
  const [event] = await tx.select({ id: events.organizationId }).from(events).where(eq(events.id, eventId));
  return event?.id ?? "";
}

/** Oldest first. */
export const refundsOf = (orderId: string, db: Pick<Transaction, "select"> = primary()) =>
  db.select().from(refunds).where(eq(refunds.orderId, orderId)).orderBy(asc(refunds.createdAt));

export async function refundById(refundId: string, db: Pick<Transaction, "select"> = primary()) {
  const [refund] = await db.select().from(refunds).where(eq(refunds.id, refundId));
  return refund;
}

export const insertRefund = (tx: Transaction, refund: typeof refunds.$inferInsert) => tx.insert(refunds).values(refund);

/** One guarded step of a refund's life. Undefined when it was not in `from` any more. */
export async function moveRefund(
  tx: Transaction,
  refundId: string,
  from: RefundRow["status"][],
  to: RefundRow["status"],
  stripeId: string | null,
): Promise<RefundRow | undefined> {
  const [moved] = await tx
    .update(refunds)
    .set({ status: to, stripeId, updatedAt: sql`now()` })
    .where(and(eq(refunds.id, refundId), inArray(refunds.status, from)))
    .returning();
  return moved;
}

export const setRefunded = (tx: Transaction, orderId: string, refundedCents: number, status: OrderRow["status"]) =>
  tx.update(orders).set({ refundedCents, status }).where(eq(orders.id, orderId));

type Posting = { transaction: string; orderId: string; currency: string; lines: LedgerLine[] };

/** Posts once per transaction name; the trigger refuses lines that do not balance. */
export const post = (tx: Transaction, { transaction, orderId, currency, lines }: Posting) =>
  tx
    .insert(ledgerEntries)
    .values(lines.map(({ account, amountCents }) => ({ transaction, account, amountCents, currency, orderId })))
    .onConflictDoNothing();

/** Units that do not return to sale: taken out, as if the organizer had blocked them. */
export const blockUnits = (tx: Transaction, rows: (typeof tickets.$inferInsert)[]) => tx.insert(tickets).values(rows);

export const markDisputed = (intentId: string) =>
  primary().update(payments).set({ disputedAt: sql`now()` }).where(eq(payments.intentId, intentId));
