import Stripe from "stripe";
import { type Result, refuse } from "@/lib/core/result";
import { stripe } from "./client";
import { ask, type Declined, type Intent, readIntent, type Unknown } from "./intent";

export type Payment = { confirmationToken: string } | { paymentMethod: string };
type Attempt = { intentId: string; orderId: string; attempt: number; payment: Payment };

const asStripe = (payment: Payment) =>
  "confirmationToken" in payment
    ? { confirmation_token: payment.confirmationToken }
    : { payment_method: payment.paymentMethod };

/**
 * Asks the card once per attempt: a repeat of the same attempt replays Stripe's answer (key: order id + attempt).
 * `payment_declined` is final for the attempt. The intent it answers with may be older than the truth when replayed.
 */
export async function confirmIntent(attempt: Attempt): Promise<Result<Intent, Declined | Unknown>> {
  const { intentId, orderId, payment } = attempt;
  try {
    const confirmed = await ask(() =>
      stripe().paymentIntents.confirm(
        intentId,
        { ...asStripe(payment), use_stripe_sdk: true },
        { idempotencyKey: `order:${orderId}:${attempt.attempt}` },
      ),
    );
    if (!confirmed.ok) return confirmed;
    const intent = readIntent(confirmed.value);
    if (intent.status === "requires_payment_method" && intent.declined) {
      return refuse({ kind: "payment_declined", reason: intent.declined });
    }
    return { ok: true, value: intent };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    // Another attempt was quicker: what happened is on the intent.
    if (error.code === "payment_intent_unexpected_state") return refuse({ kind: "payment_unknown" });
    return refuse({ kind: "payment_declined", reason: "details_invalid" });
  }
}
