import Stripe from "stripe";
import type { Result } from "@/lib/core/result";
import { stripe } from "./client";
import { ask, type Intent, type Unknown } from "./intent";
import { retrieveIntent } from "./retrieve";

/**
 * Gives up an intent and any money reserved for it. Answers with what it is now: a succeeded one stays succeeded.
 * Safe to repeat, and under no key of its own: Stripe would answer for a day what it said the first time.
 */
export async function cancelIntent(intentId: string): Promise<Result<Intent, Unknown>> {
  try {
    await ask(() => stripe().paymentIntents.cancel(intentId));
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
  }
  return retrieveIntent(intentId);
}
