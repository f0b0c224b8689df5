import Stripe from "stripe";
import { type Result, refuse } from "@/lib/core/result";
import { stripe } from "./client";
import { ask, type Unknown } from "./intent";
import { fromStripe, toStripe } from "./stripe-amount";

export type StripeRefund = {
  id: string;
  refundId: string | undefined;
  intentId: string;
  amountCents: number;
  state: "pending" | "succeeded" | "failed";
  /** Whether money goes back: what a cancelled authorization lets go of is listed as a refund, too. */
  isMoney: boolean;
};
type Refusal = Unknown | { kind: "refused" };
type Wish = { refundId: string; intentId: string; amountCents: number; currency: string };

const listedMax = 100;

const states: Record<string, StripeRefund["state"]> = { succeeded: "succeeded", failed: "failed", canceled: "failed" };

const read = (refund: Stripe.Refund): StripeRefund => ({
  id: refund.id,
  refundId: refund.metadata?.refundId,
  intentId: typeof refund.payment_intent === "string" ? refund.payment_intent : (refund.payment_intent?.id ?? ""),
  amountCents: fromStripe(refund.amount, refund.currency.toUpperCase()),
  state: states[refund.status ?? ""] ?? "pending",
  isMoney: refund.balance_transaction !== null || refund.status === "pending",
});

/** Everything that went back of an intent, newest first. */
export async function refundsOfIntent(intentId: string): Promise<Result<StripeRefund[], Unknown>> {
  const listed = await ask(() => stripe().refunds.list({ payment_intent: intentId, limit: listedMax }));
  return listed.ok ? { ok: true, value: listed.value.data.map(read) } : refuse({ kind: "payment_unknown" });
}

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
  // With the amount: what is left may have become less since Stripe refused more under this name.
  const key = `refund:${wish.refundId}:${wish.amountCents}`;
  const sent = await sendOnce(wish, key);
  return !sent.ok && sent.problem.kind === "payment_unknown" && sent.problem.kept
    ? sendOnce(wish, `${key}:again`)
    : sent;
}

async function sendOnce(wish: Wish, idempotencyKey: string): Promise<Result<StripeRefund, Refusal>> {
  const done = await refundsOfIntent(wish.intentId);
  if (!done.ok) return done;
  const known = done.value.find(({ refundId }) => refundId === wish.refundId);
  if (known) return { ok: true, value: known };
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
