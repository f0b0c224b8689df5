import type { OrderMoney } from "@/db/queries/reconcile";
import type { Finding } from "@/lib/core/finding";
import { isAuthorized } from "@/lib/payments/intent";
import type { ListedIntent } from "@/lib/payments/list-intents";

export const paymentChecks = [
  "authorization_without_order",
  "capture_without_order",
  "authorization_of_ended_order",
  "capture_of_ended_order",
  "payment_undecided",
  "paid_not_captured",
  "money_differs",
] as const;
type PaymentCheck = (typeof paymentChecks)[number];

/** `settle`: the order moves forward. `let_go`: the intent is cancelled or sent back. `refunds`: they are gone through. */
export type PaymentRepair = "settle" | "let_go" | "refunds";
/** `since` is when it began, as far as anybody can tell. */
export type PaymentFinding = Finding & { check: PaymentCheck; since: Date; repair?: PaymentRepair };

const ended = new Set<OrderMoney["status"]>(["expired", "cancelled", "payment_failed"]);

/** What is wrong between an intent and the order it was made for; undefined when nothing is. */
export function judgeIntent(intent: ListedIntent, order: OrderMoney | undefined): PaymentFinding | undefined {
  const found = (check: PaymentCheck, detail: string, since: Date, repair?: PaymentRepair): PaymentFinding => ({
    check,
    subject: intent.id,
    detail: `order ${intent.orderId}: ${detail}`,
    since,
    ...(repair && { repair }),
  });
  const keeps = intent.status === "requires_capture" || intent.capturedCents > intent.refundedCents;
  const what = intent.status === "requires_capture" ? "authorization" : "capture";
  if (order?.paymentIntentId !== intent.id)
    return keeps
      ? found(`${what}_without_order`, order ? "paid by another intent" : "not there", intent.createdAt, "let_go")
      : undefined;
  if (ended.has(order.status))
    return keeps
      ? found(`${what}_of_ended_order`, order.status, order.endedAt ?? order.expiresAt, "let_go")
      : undefined;
  if (order.status === "pending" || order.status === "closing")
    return isAuthorized(intent) ? found("payment_undecided", order.status, order.expiresAt, "settle") : undefined;
  if (!order.capturedAt) return found("paid_not_captured", intent.status, order.paidAt ?? order.expiresAt, "settle");
  const differs = differenceIn(intent, order);
  return differs ? found("money_differs", differs, order.capturedAt, "refunds") : undefined;
}

function differenceIn(intent: ListedIntent, { totalCents, currency, keptCents, returningCents }: OrderMoney) {
  const { status, capturedCents, refundedCents } = intent;
  if (status !== "succeeded") return `captured here, ${status} at Stripe`;
  if (capturedCents !== totalCents || intent.currency !== currency)
    return `${capturedCents} ${intent.currency} captured, ${totalCents} ${currency} sold`;
  const kept = capturedCents - refundedCents;
  // A refund under way has arrived at Stripe, or has not.
  if (kept <= keptCents && kept >= keptCents - returningCents) return undefined;
  return `${kept} kept at Stripe, ${keptCents} in the ledger`;
}
