import { z } from "zod";
import { env } from "@/lib/core/env";
import { type Result, refuse } from "@/lib/core/result";
import { stripe } from "./client";

/** What a genuine event is about: the objects themselves are looked up, never believed from the message. */
export type Webhook = { id: string; type: string; intentId?: string; refundId?: string };

const toleranceSeconds = 300;

const message = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({
    object: z.object({
      object: z.string(),
      id: z.string().optional(),
      payment_intent: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullish(),
    }),
  }),
});
type Subject = z.output<typeof message>["data"]["object"];

const ofIntent = new Set(["charge", "dispute", "refund"]);

function subjectOf({ object, id, payment_intent }: Subject): Pick<Webhook, "intentId" | "refundId"> {
  if (object === "payment_intent") return id ? { intentId: id } : {};
  const intent = ofIntent.has(object) && payment_intent ? { intentId: payment_intent } : {};
  return object === "refund" && id ? { refundId: id, ...intent } : intent;
}

/** Accepts only what Stripe signed within 300 s: https://docs.stripe.com/webhooks/signature */
export async function readWebhook(
  body: string,
  signature: string | null,
): Promise<Result<Webhook, { kind: "invalid_request" }>> {
  const { STRIPE_WEBHOOK_SECRET: secret } = env();
  const { webhooks } = stripe();
  // Whatever stops it on the way (the client throws plain errors for some headers), it is not proved to be Stripe's.
  const signed: unknown = await webhooks
    .constructEventAsync(body, signature ?? "", secret, toleranceSeconds)
    .catch(() => undefined);
  const event = message.safeParse(signed);
  if (!event.success) return refuse({ kind: "invalid_request" });
  const { id, type, data } = event.data;
  return { ok: true, value: { id, type, ...subjectOf(data.object) } };
}
