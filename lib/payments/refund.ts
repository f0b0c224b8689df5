import Stripe from "stripe";
import { type Result, refuse } from "@/lib/core/result";
import { stripe } from "./client";
import { ask, type Unknown } from "./intent";
import { toStripe } from "./stripe-amount";

export type StripeRefund = {
  id: string;
  refundId: string | undefined;
  intentId: string;
  state: "pending" | "succeeded" | "failed";
};
type Refusal = Unknown | { kind: "refused" };
type Wish = { refundId: string; intentId: string; amountCents: number; currency: string };

const listedMax = 100;

const states: Record<string, StripeRefund["state"]> = { succeeded: "succeeded", failed: "failed", canceled: "failed" };

const read = (refund: Stripe.Refund): StripeRefund => ({
  id: refund.id,
  refundId: refund.metadata?.refundId,
  intentId: typeof refund.payment_intent === "string" ? refund.payment_intent : (refund.payment_intent?.id ?? ""),
  state: states[refund.status ?? ""] ?? "pending",
});

export async function retrieveRefund(stripeId: string): Promise<Result<StripeRefund, Unknown>> {
  const found = await ask(() => stripe().refunds.retrieve(stripeId));
  return found.ok ? { ok: true, value: read(found.value) } : refuse({ kind: "payment_unknown" });
}

/**
 * Sends money back once per refund id. Stripe forgets keys after a day, so the intent's refunds are looked
 * through first, and again before the second key that follows a 500 which Stripe keeps. `refused`: Stripe will never
 * do it (already refunded, disputed).
 */
export async function refundIntent(wish: Wish): Promise<Result<StripeRefund, Refusal>> {
  const sent = await sendOnce(wish, `refund:${wish.refundId}`);
  return !sent.ok && sent.problem.kind === "payment_unknown" && sent.problem.kept
    ? sendOnce(wish, `refund:${wish.refundId}:again`)
    : sent;
}

async function sendOnce(wish: Wish, idempotencyKey: string): Promise<Result<StripeRefund, Refusal>> {
  const done = await ask(() => stripe().refunds.list({ payment_intent: wish.intentId, limit: listedMax }));
  if (!done.ok) return refuse({ kind: "payment_unknown" });
  const known = done.value.data.find((refund) => refund.metadata?.refundId === wish.refundId);
  if (known) return { ok: true, value: read(known) };
  try {
    const made = await ask(() =>
      stripe().refunds.create(
        {
          payment_intent: wish.intentId,
          amount: toStripe(wish.amountCents, wish.currency),
          metadata: { refundId: wish.refundId },
        },
        { idempotencyKey },
      ),
    );
    if (made.ok) return { ok: true, value: read(made.value) };
    return made.problem.kind === "payment_unknown" ? refuse(made.problem) : refuse({ kind: "payment_unknown" });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return refuse({ kind: "refused" });
    throw error;
  }
}
