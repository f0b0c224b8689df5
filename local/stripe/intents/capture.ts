import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "../call";
import { captureCharge } from "../capture-charge";
import { findCharge } from "../charges";
import { disputeIfTestCard } from "../disputes";
import { badParameter, badRequest, unexpectedState } from "../errors";
import { emit } from "../events";
import { idOf } from "../ids";
import { mergeMetadata } from "../metadata";
import { clearable, expand, flag, ignored, integer, metadata, read } from "../params";
import { findIntent } from "./find";

const capturing = z.strictObject({
  amount_details: ignored,
  amount_to_capture: integer.optional(),
  application_fee_amount: integer.optional(),
  expand,
  final_capture: flag.optional(),
  hooks: ignored,
  metadata,
  payment_details: ignored,
  statement_descriptor: clearable.optional(),
  statement_descriptor_suffix: clearable.optional(),
  transfer_data: ignored,
});

/** Takes the authorized money, whole or in part, once. */
export function captureIntent(call: Call, id: string): Stripe.PaymentIntent {
  const given = read(capturing, call.params);
  const intent = findIntent(call, id);
  refuseByState(intent);
  if (given.final_capture === false) {
    throw badParameter("This account cannot capture a payment more than once.", { param: "final_capture" });
  }
  const amount = given.amount_to_capture ?? intent.amount_capturable;
  checkCaptured(amount, intent);

  const authorized = findCharge(call, idOf(intent.latest_charge) ?? "", "latest_charge");
  const charge = captureCharge(call, authorized, amount);
  const captured = call.store.put("payment_intents", {
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    application_fee_amount: given.application_fee_amount ?? intent.application_fee_amount,
    metadata: mergeMetadata(intent.metadata, given.metadata),
    status: "succeeded",
  });
  emit(call, "charge.captured", charge);
  emit(call, "payment_intent.succeeded", captured);
  disputeIfTestCard(call, charge);
  return captured;
}

function refuseByState(intent: Stripe.PaymentIntent) {
  if (intent.status === "requires_capture") return;
  const message =
    intent.status === "succeeded"
      ? "This PaymentIntent could not be captured because it has already been captured."
      : `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`;
  throw unexpectedState(message, intent);
}

function checkCaptured(amount: number, intent: Stripe.PaymentIntent) {
  const param = "amount_to_capture";
  if (amount < 1) {
    throw badRequest("This value must be greater than or equal to 1.", { code: "parameter_invalid_integer", param });
  }
  if (amount > intent.amount_capturable) {
    const message = `The amount to capture (${amount}) is greater than the amount you can capture (${intent.amount_capturable}).`;
    throw badRequest(message, { code: "amount_too_large", param });
  }
}
