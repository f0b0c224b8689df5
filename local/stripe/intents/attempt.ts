import type Stripe from "stripe";
import type { Call } from "../call";
import { authenticationRequired, type TestCard } from "../cards";
import { emit } from "../events";
import { behaviourOf } from "../payment-methods";
import { chargeMethod } from "./charge-method";
import { declineAttempt, refuseDeclined } from "./decline";
import { noteAttempt } from "./note-attempt";

export type How = {
  method: Stripe.PaymentMethod;
  returnUrl: string | null;
  offSession: boolean;
  failOnAction: boolean;
  useStripeSdk: boolean;
  askedFor3ds: boolean;
};

/** One try to pay: authorized, declined (thrown as 402), or waiting for 3-D Secure. */
export function attemptPayment(call: Call, intent: Stripe.PaymentIntent, how: How): Stripe.PaymentIntent {
  const { method } = how;
  const card = behaviourOf(call, method.id);
  const before = call.store.get("challenges", intent.id);
  const authenticated = before?.outcome === "succeeded" && before.paymentMethod === method.id;

  if (!authenticated && needsChallenge(card, how)) {
    if (!how.offSession && !how.failOnAction) return requireAction(call, intent, how);
    const declineCode = how.offSession ? "authentication_required" : "authentication_not_handled";
    throw refuseDeclined(
      declineAttempt(call, { intent, method, card, decline: { ...authenticationRequired, declineCode } }),
    );
  }
  const charged = chargeMethod(call, { intent, method, card, authenticated });
  if (charged.declined) throw refuseDeclined(charged);
  return charged.intent;
}

function needsChallenge({ challenge }: TestCard, { offSession, askedFor3ds }: How) {
  if (challenge === "unless_set_up") return !offSession;
  return challenge === "always" || (challenge === "on_request" && askedFor3ds);
}

function requireAction(call: Call, intent: Stripe.PaymentIntent, { method, returnUrl, useStripeSdk }: How) {
  const attempt = noteAttempt(call, { intent, method, outcome: "requires_action" });
  call.store.put("challenges", {
    id: intent.id,
    attempt: attempt.id,
    paymentMethod: method.id,
    returnUrl,
    outcome: "open",
  });
  const waiting = call.store.put("payment_intents", {
    ...intent,
    last_payment_error: null,
    next_action: nextAction(call, intent, returnUrl, useStripeSdk),
    payment_method: method.id,
    status: "requires_action",
  });
  emit(call, "payment_intent.requires_action", waiting);
  return waiting;
}

function nextAction(
  call: Call,
  intent: Stripe.PaymentIntent,
  returnUrl: string | null,
  useStripeSdk: boolean,
): Stripe.PaymentIntent.NextAction {
  const url = new URL(`/v3/authenticate/${intent.id}`, call.settings.origin);
  url.searchParams.set("client_secret", intent.client_secret ?? "");
  if (!useStripeSdk) return { type: "redirect_to_url", redirect_to_url: { return_url: returnUrl, url: url.href } };
  const forStripeJs = { type: "three_d_secure_redirect", stripe_js: url.href, source: `src_${intent.id.slice(3)}` };
  return { type: "use_stripe_sdk", use_stripe_sdk: forStripeJs };
}
