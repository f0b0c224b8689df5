import Stripe from "stripe";
import { env } from "@/lib/core/env";
import { type Result, refuse } from "@/lib/core/result";
import { stripe } from "./client";

/** What a genuine event is about: the objects themselves are looked up, never believed from the message. */
export type Webhook = { id: string; type: string; intentId?: string; refundId?: string };

const toleranceSeconds = 300;

const idOf = (reference: string | { id: string } | null | undefined) =>
  typeof reference === "string" ? reference : reference?.id;

function subjectOf(event: Stripe.Event): Pick<Webhook, "intentId" | "refundId"> {
  const object = event.data.object;
  if (object.object === "payment_intent") return { intentId: object.id };
  if (object.object === "refund") {
    const intentId = idOf(object.payment_intent);
    return { refundId: object.id, ...(intentId && { intentId }) };
  }
  if (object.object === "charge" || object.object === "dispute") {
    const intentId = idOf(object.payment_intent);
    return intentId ? { intentId } : {};
  }
  return {};
}

/** Accepts only what Stripe signed within 300 s: https://docs.stripe.com/webhooks/signature */
export async function readWebhook(
  body: string,
  signature: string | null,
): Promise<Result<Webhook, { kind: "invalid_request" }>> {
  try {
    const secret = env().STRIPE_WEBHOOK_SECRET;
    const event = await stripe().webhooks.constructEventAsync(body, signature ?? "", secret, toleranceSeconds);
    return { ok: true, value: { id: event.id, type: event.type, ...subjectOf(event) } };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError) {
      return refuse({ kind: "invalid_request" });
    }
    throw error;
  }
}
