import type Stripe from "stripe";
import { z } from "zod";
import { type Call, seconds } from "../call";
import { findCharge } from "../charges";
import { unexpectedState } from "../errors";
import { emit } from "../events";
import { idOf } from "../ids";
import { choice, expand, read } from "../params";
import { reverseAuthorization } from "../refunds/reverse-authorization";
import { findIntent } from "./find";

const cancelable = [
  "requires_payment_method",
  "requires_capture",
  "requires_confirmation",
  "requires_action",
  "processing",
];
const canceling = z.strictObject({
  cancellation_reason: choice(["duplicate", "fraudulent", "requested_by_customer", "abandoned"]).optional(),
  expand,
});

/** Ends an intent without payment; an authorization it held is given back. */
export function cancelIntent(call: Call, id: string): Stripe.PaymentIntent {
  const given = read(canceling, call.params);
  const intent = findIntent(call, id);
  if (!cancelable.includes(intent.status)) {
    const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${cancelable.join(", ")}.`;
    throw unexpectedState(message, intent);
  }
  if (intent.status === "requires_capture") {
    const charge = findCharge(call, idOf(intent.latest_charge) ?? "", "latest_charge");
    reverseAuthorization(call, charge, charge.amount);
  }
  const canceled = call.store.put("payment_intents", {
    ...intent,
    amount_capturable: 0,
    canceled_at: seconds(call),
    cancellation_reason: given.cancellation_reason ?? null,
    next_action: null,
    status: "canceled",
  });
  emit(call, "payment_intent.canceled", canceled);
  return canceled;
}
