import type Stripe from "stripe";
import { z } from "zod";
import { type Call, seconds } from "./call";
import { badRequest, missing } from "./errors";
import { newId } from "./ids";
import { choice, expand, ignored, read, text } from "./params";
import { findMethod, methodData, methodFromData } from "./payment-methods";

const lifetimeSeconds = 12 * 3600;

const creation = z.strictObject({
  payment_method: text.optional(),
  payment_method_data: methodData.optional(),
  payment_method_options: ignored,
  return_url: text.optional(),
  setup_future_usage: choice(["off_session", "on_session"]).optional(),
  shipping: ignored,
  client_context: ignored,
  expand,
});

/** Made by stripe.js with the publishable key, or by a test helper with the secret one. */
export function createConfirmationToken(call: Call): Stripe.ConfirmationToken {
  const given = read(creation, call.params);
  if (!given.payment_method && !given.payment_method_data) {
    throw badRequest("You must provide one of `payment_method` or `payment_method_data`.", {
      code: "parameter_missing",
      param: "payment_method_data",
    });
  }
  const method = given.payment_method_data
    ? methodFromData(call, given.payment_method_data)
    : findMethod(call, given.payment_method ?? "", "payment_method");
  const { id, object, created, livemode, metadata, radar_options, ...preview } = method;

  const token: Stripe.ConfirmationToken = {
    id: newId("ctoken"),
    object: "confirmation_token",
    created: seconds(call),
    expires_at: seconds(call) + lifetimeSeconds,
    livemode: false,
    mandate_data: null,
    metadata: {},
    payment_intent: null,
    payment_method_options: null,
    payment_method_preview: preview,
    return_url: given.return_url ?? null,
    setup_future_usage: given.setup_future_usage ?? null,
    setup_intent: null,
    shipping: null,
    use_stripe_sdk: true,
  };
  const behaviour = call.store.get("cards", id);
  if (behaviour) call.store.put("cards", { ...behaviour, id: token.id });
  return call.store.put("confirmation_tokens", token);
}

export function retrieveConfirmationToken(call: Call, id: string) {
  const token = call.store.get("confirmation_tokens", id);
  if (!token) throw missing("confirmation_token", id, "confirmation_token", true);
  return token;
}

/** Looks at a token before it is spent: unknown, spent and expired ones are refused. */
export function usableToken(call: Call, id: string): Stripe.ConfirmationToken {
  const token = call.store.get("confirmation_tokens", id);
  if (!token) throw missing("confirmation_token", id, "confirmation_token", false);
  if (token.payment_intent !== null) {
    const message = `The provided ConfirmationToken (${id}) has already been used to confirm a PaymentIntent (${token.payment_intent}). A ConfirmationToken can only be used once.`;
    throw badRequest(message, { param: "confirmation_token" });
  }
  if ((token.expires_at ?? 0) <= seconds(call)) {
    throw badRequest(`The provided ConfirmationToken (${id}) has expired.`, { param: "confirmation_token" });
  }
  return token;
}

/** One use: whatever comes of the payment, the token now belongs to this intent. Its card becomes a PaymentMethod. */
export function spendToken(call: Call, token: Stripe.ConfirmationToken, intentId: string): Stripe.PaymentMethod {
  const behaviour = call.store.get("cards", token.id);
  if (!behaviour || !token.payment_method_preview) throw badRequest(`The ConfirmationToken ${token.id} has no card.`);
  call.store.put("confirmation_tokens", { ...token, payment_intent: intentId });

  const method: Stripe.PaymentMethod = {
    ...token.payment_method_preview,
    id: newId("pm"),
    object: "payment_method",
    created: seconds(call),
    livemode: false,
    metadata: {},
    type: "card",
  };
  call.store.put("cards", { ...behaviour, id: method.id });
  return call.store.put("payment_methods", method);
}
