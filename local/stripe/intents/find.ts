import type Stripe from "stripe";
import type { Call } from "../call";
import { badRequest, missing } from "../errors";

/** The intent named in the URL. A browser must know its client secret. */
export function findIntent(call: Call, id: string): Stripe.PaymentIntent {
  const intent = call.store.get("payment_intents", id);
  if (!intent) throw missing("payment_intent", id, "intent", true);
  if (!call.publishable) return intent;

  const { client_secret: given } = call.params;
  if (given === undefined) {
    throw badRequest("Missing required param: client_secret.", { code: "parameter_missing", param: "client_secret" });
  }
  if (given !== intent.client_secret) {
    const message =
      "The client_secret provided does not match any associated PaymentIntent on this account. Ensure the client_secret and publishable key used belong to the same account that created the PaymentIntent.";
    throw badRequest(message, { code: "payment_intent_invalid_parameter", param: "client_secret" });
  }
  return intent;
}
