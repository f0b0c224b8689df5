import type Stripe from "stripe";
import type { Call } from "../call";
import type { Decline, TestCard } from "../cards";
import { newCharge } from "../charges";
import { docUrl, type ErrorBody, Refusal } from "../errors";
import { emit } from "../events";
import { noteAttempt } from "./note-attempt";

type Declined = {
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod;
  card: TestCard;
  decline: Decline;
  authenticated?: boolean;
};
export type DeclinedPayment = { declined: true; intent: Stripe.PaymentIntent; error: ErrorBody };

/** The issuer said no: a failed charge stays, and the intent asks for another payment method. */
export function declineAttempt(call: Call, declined: Declined): DeclinedPayment {
  const { intent, method, card, decline, authenticated = false } = declined;
  const charge = call.store.put("charges", newCharge(call, { intent, method, card, authenticated }, decline));
  noteAttempt(call, { intent, method, outcome: "declined", charge, decline });

  const error = {
    type: "card_error" as const,
    advice_code: decline.code === "card_declined" ? "try_again_later" : "confirm_card_data",
    charge: charge.id,
    code: decline.code,
    decline_code: decline.declineCode,
    message: decline.message,
    ...(decline.param && { param: decline.param }),
  };
  const failed = askAgain(call, intent, method, error);
  emit(call, "charge.failed", charge);
  emit(call, "payment_intent.payment_failed", failed);
  return { declined: true, intent: failed, error: { ...error, payment_intent: failed, payment_method: method } };
}

/** Back to requires_payment_method, with the reason. */
export function askAgain(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  error: Pick<ErrorBody, "type" | "code" | "message" | "charge">,
): Stripe.PaymentIntent {
  const { code = "" } = error;
  return call.store.put("payment_intents", {
    ...intent,
    last_payment_error: { ...error, code, doc_url: docUrl(code), payment_method: method },
    latest_charge: error.charge ?? intent.latest_charge,
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  });
}

export const refuseDeclined = ({ error }: DeclinedPayment) => new Refusal(402, error, { keeps: true });
