import { type Result, refuse } from "@/lib/core/result";
import { stripe } from "./client";
import { ask, type Intent, readIntent, type Unknown } from "./intent";
import { toStripe } from "./stripe-amount";

type Payable = { orderId: string; eventId: string; totalCents: number; currency: string };

/**
 * The one intent of an order, unconfirmed: no money is touched. Safe to repeat (Stripe key: the order id). A second key
 * follows a 500 that Stripe keeps: should both have made one, only the one that is stored is ever confirmed.
 * https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 */
export async function createIntent(order: Payable): Promise<Result<Intent, Unknown>> {
  const created = await createOnce(order, `order:${order.orderId}`);
  return !created.ok && created.problem.kept ? createOnce(order, `order:${order.orderId}:again`) : created;
}

async function createOnce(order: Payable, idempotencyKey: string): Promise<Result<Intent, Unknown>> {
  const created = await ask(() =>
    stripe().paymentIntents.create(
      {
        amount: toStripe(order.totalCents, order.currency),
        currency: order.currency.toLowerCase(),
        capture_method: "manual",
        confirmation_method: "automatic",
        allowed_payment_method_types: ["card"],
        metadata: { orderId: order.orderId, eventId: order.eventId },
      },
      { idempotencyKey },
    ),
  );
  if (created.ok) return { ok: true, value: readIntent(created.value) };
  return created.problem.kind === "payment_unknown" ? refuse(created.problem) : refuse({ kind: "payment_unknown" });
}
