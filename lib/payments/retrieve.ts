import { type Result, refuse } from "@/lib/core/result";
import { stripe } from "./client";
import { ask, type Intent, readIntent, type Unknown } from "./intent";

/** What Stripe says now: the only thing a payment is judged by. */
export async function retrieveIntent(intentId: string): Promise<Result<Intent, Unknown>> {
  const found = await ask(() => stripe().paymentIntents.retrieve(intentId));
  return found.ok ? { ok: true, value: readIntent(found.value) } : refuse({ kind: "payment_unknown" });
}
