import type Stripe from "stripe";
import type { Call } from "../call";
import { captureCharge } from "../capture-charge";
import type { TestCard } from "../cards";
import { newCharge } from "../charges";
import { disputeIfTestCard } from "../disputes";
import { emit } from "../events";
import { type DeclinedPayment, declineAttempt } from "./decline";
import { noteAttempt } from "./note-attempt";

type Charging = {
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod;
  card: TestCard;
  authenticated: boolean;
};

/** Asks the issuer. A manual intent is then authorized only; the others are paid. */
export function chargeMethod(
  call: Call,
  charging: Charging,
): { declined: false; intent: Stripe.PaymentIntent } | DeclinedPayment {
  const { intent, method, card } = charging;
  if (card.decline) return declineAttempt(call, { ...charging, decline: card.decline });

  const charge = call.store.put("charges", newCharge(call, charging));
  const manual = intent.capture_method === "manual";
  noteAttempt(call, { intent, method, outcome: manual ? "authorized" : "succeeded", charge });
  const paying: Stripe.PaymentIntent = {
    ...intent,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
  };
  return { declined: false, intent: manual ? authorize(call, paying, charge) : pay(call, paying, charge) };
}

function authorize(call: Call, paying: Stripe.PaymentIntent, charge: Stripe.Charge) {
  const authorized = call.store.put("payment_intents", {
    ...paying,
    amount_capturable: paying.amount,
    status: "requires_capture",
  });
  emit(call, "charge.succeeded", charge);
  emit(call, "payment_intent.amount_capturable_updated", authorized);
  return authorized;
}

function pay(call: Call, paying: Stripe.PaymentIntent, charge: Stripe.Charge) {
  const captured = captureCharge(call, charge, paying.amount);
  const paid = call.store.put("payment_intents", { ...paying, amount_received: paying.amount, status: "succeeded" });
  emit(call, "charge.succeeded", captured);
  emit(call, "payment_intent.succeeded", paid);
  disputeIfTestCard(call, captured);
  return paid;
}
