import Stripe from "stripe";
import type { Result } from "@/lib/core/result";
import { stripe } from "./client";
import { ask, type Intent, readIntent, type Unknown } from "./intent";
import { retrieveIntent } from "./retrieve";

/**
 * Takes the reserved money. What Stripe did is judged by the intent, whatever the call answered. Safe to repeat, and
 * under no key of its own: Stripe takes the money once, but would answer a 500 for a day.
 */
export async function captureIntent(id: string): Promise<Result<Intent, Unknown>> {
  try {
    const captured = await ask(() => stripe().paymentIntents.capture(id));
    if (captured.ok && captured.value.status === "succeeded") return { ok: true, value: readIntent(captured.value) };
  } catch (error) {
    // Captured before, or canceled meanwhile: the intent tells which.
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
  }
  return retrieveIntent(id);
}
