import type Stripe from "stripe";
import type { Call } from "../call";
import { unexpectedState } from "../errors";
import { emit } from "../events";
import { behaviourOf, findMethod } from "../payment-methods";
import { chargeMethod } from "./charge-method";
import { askAgain } from "./decline";
import { findIntent } from "./find";
import { noteAttempt } from "./note-attempt";

const failure = {
  type: "invalid_request_error" as const,
  code: "payment_intent_authentication_failure",
  message:
    "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
};

/** The cardholder ends 3-D Secure, well or badly; then Stripe goes on by itself. Later declines show on the intent. */
export function authenticateIntent(call: Call, id: string, outcome: "succeed" | "fail"): Stripe.PaymentIntent {
  const intent = findIntent(call, id);
  const challenge = call.store.get("challenges", id);
  if (intent.status !== "requires_action" || !challenge) {
    throw unexpectedState(`This PaymentIntent waits for no authentication: its status is ${intent.status}.`);
  }
  const method = findMethod(call, challenge.paymentMethod, "payment_method");
  if (outcome === "fail") {
    noteAttempt(call, { intent, method, outcome: "authentication_failed", decline: failure });
    call.store.put("challenges", { ...challenge, outcome: "failed" });
    const failed = askAgain(call, intent, method, failure);
    emit(call, "payment_intent.payment_failed", failed);
    return failed;
  }
  if (intent.confirmation_method === "manual") {
    call.store.put("challenges", { ...challenge, outcome: "succeeded" });
    return call.store.put("payment_intents", { ...intent, next_action: null, status: "requires_confirmation" });
  }
  const charged = chargeMethod(call, { intent, method, card: behaviourOf(call, method.id), authenticated: true });
  call.store.put("challenges", { ...challenge, outcome: "succeeded" });
  return charged.intent;
}
