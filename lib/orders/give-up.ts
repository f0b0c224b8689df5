import type { OrderRow } from "@/db/queries/claims";
import { letGo } from "./let-go";

/** Under which name the money of an ended order goes back. */
export const lateRefundId = (orderId: string) => `late:${orderId}`;
export const isLateRefund = (refundId: string) => refundId.startsWith("late:");

/**
 * Lets go of an ended order's money. False while Stripe has not said so. Safe to repeat: only then may the units go to
 * somebody else.
 */
export async function giveUp({ id, paymentIntentId, currency }: OrderRow): Promise<boolean> {
  return !paymentIntentId || letGo({ intentId: paymentIntentId, refundId: lateRefundId(id), currency });
}
