import Stripe from "stripe";
import { durations } from "@/lib/core/durations";
import { type Result, refuse } from "@/lib/core/result";
import { fromStripe } from "./stripe-amount";

/** What Stripe says of an order's payment right now. */
export type Intent = {
  id: string;
  status: Stripe.PaymentIntent.Status;
  orderId: string | undefined;
  amountCents: number;
  capturedCents: number;
  currency: string;
  clientSecret: string | undefined;
  /** Why the last card was refused, in words of our own; undefined while none was. */
  declined: DeclineReason | undefined;
  processing: boolean;
};

export type DeclineReason =
  | "card_declined"
  | "insufficient_funds"
  | "expired_card"
  | "incorrect_cvc"
  | "authentication_failed"
  | "details_invalid"
  | "try_again";

export type Declined = { kind: "payment_declined"; reason: DeclineReason };
/**
 * Neither done nor refused as far as we know: the intent must be retrieved, never guessed. `kept`: Stripe repeats this
 * 500 for its key, so the call is over, and asking again under that key is in vain.
 */
export type Unknown = { kind: "payment_unknown"; kept?: boolean };

const reasons: Record<string, DeclineReason> = {
  insufficient_funds: "insufficient_funds",
  expired_card: "expired_card",
  incorrect_cvc: "incorrect_cvc",
  invalid_cvc: "incorrect_cvc",
  payment_intent_authentication_failure: "authentication_failed",
  authentication_required: "authentication_failed",
  processing_error: "try_again",
  try_again_later: "try_again",
};

type StripeReason = { code?: string | undefined; decline_code?: string | undefined };

export const reasonOf = ({ code, decline_code }: StripeReason): DeclineReason =>
  reasons[decline_code ?? ""] ?? reasons[code ?? ""] ?? "card_declined";

export function readIntent(intent: Stripe.PaymentIntent): Intent {
  const currency = intent.currency.toUpperCase();
  const error = intent.last_payment_error;
  return {
    id: intent.id,
    status: intent.status,
    orderId: intent.metadata.orderId,
    amountCents: fromStripe(intent.amount, currency),
    capturedCents: fromStripe(intent.amount_received, currency),
    currency,
    clientSecret: intent.client_secret ?? undefined,
    declined: error
      ? reasonOf({ code: error.code ?? undefined, decline_code: error.decline_code ?? undefined })
      : undefined,
    processing: intent.status === "processing",
  };
}

/** The money is reserved or taken: the order may be committed. */
export const isAuthorized = (intent: Intent) => intent.status === "requires_capture" || intent.status === "succeeded";

/** Longest one call may take with its retry; past it another attempt need not wait for it. */
export const stripeCallMsMax = 2 * durations.stripeTimeoutMs + 1000;

const answersLater = (error: unknown) =>
  error instanceof Stripe.errors.StripeConnectionError ||
  error instanceof Stripe.errors.StripeAPIError ||
  error instanceof Stripe.errors.StripeRateLimitError ||
  error instanceof Stripe.errors.StripeIdempotencyError ||
  (error instanceof Stripe.errors.StripeError && (error.statusCode === 409 || (error.statusCode ?? 0) >= 500));

const isKept = (error: unknown) =>
  error instanceof Stripe.errors.StripeError && error.headers?.["idempotent-replayed"] === "true";

/** Runs one Stripe call: no answer, 409, 429 and 5xx are `payment_unknown`; a wrong key or a bug of ours throws. */
export async function ask<Value>(call: () => Promise<Value>): Promise<Result<Value, Unknown | Declined>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      return refuse({
        kind: "payment_declined",
        reason: reasonOf({ code: error.code, decline_code: error.decline_code }),
      });
    }
    if (answersLater(error)) return refuse({ kind: "payment_unknown", kept: isKept(error) });
    throw error;
  }
}
