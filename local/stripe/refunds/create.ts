import type Stripe from "stripe";
import { z } from "zod";
import { book } from "../balance";
import type { Call } from "../call";
import { findCharge } from "../charges";
import { badParameter, badRequest, missing } from "../errors";
import { emit } from "../events";
import { idOf, newId } from "../ids";
import { mergeMetadata } from "../metadata";
import { choice, expand, ignored, integer, metadata, read, text } from "../params";
import { behaviourOf } from "../payment-methods";
import { newRefund } from "./reverse-authorization";

const creation = z.strictObject({
  amount: integer.optional(),
  charge: text.optional(),
  expand,
  instructions_email: ignored,
  metadata,
  payment_intent: text.optional(),
  reason: choice(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  refund_application_fee: ignored,
  reverse_transfer: ignored,
});
type Given = z.output<typeof creation>;

/** Some test cards settle later: https://docs.stripe.com/testing#refunds */
const settlesAfterMs = 30_000;

export function createRefund(call: Call): Stripe.Refund {
  const given = read(creation, call.params);
  const charge = chargeToRefund(call, given);
  const amount = amountToRefund(charge, given.amount);

  const behaviour = behaviourOf(call, idOf(charge.payment_method) ?? "").refund;
  const pending = behaviour === "pending";
  const made = newRefund(call, charge, amount, pending ? "pending" : "refund");
  const { currency } = charge;
  const refund = call.store.put("refunds", {
    ...made,
    balance_transaction: book(call, { kind: "refund", amount: -amount, currency, source: made.id }).id,
    metadata: mergeMetadata({}, given.metadata),
    reason: given.reason ?? null,
    status: pending ? "pending" : "succeeded",
    ...(pending && { pending_reason: "processing" }),
  });
  const refunded = call.store.put("charges", {
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: charge.amount_refunded + amount === charge.amount,
  });
  emit(call, "refund.created", refund);
  emit(call, "charge.refunded", refunded, { amount_refunded: charge.amount_refunded });
  if (behaviour) {
    const outcome = pending ? "succeeded" : "failed";
    const atMs = call.nowMs + settlesAfterMs * call.settings.timeScale;
    call.store.put("jobs", { id: newId("job"), atMs, refund: refund.id, outcome });
  }
  return refund;
}

function chargeToRefund(call: Call, given: Given): Stripe.Charge {
  if (given.charge && given.payment_intent) {
    const message = "You may only specify one of these parameters: charge, payment_intent.";
    throw badParameter(message, { code: "parameters_exclusive" });
  }
  if (given.charge) return refundable(findCharge(call, given.charge, "charge", true));
  if (!given.payment_intent) {
    const message = "One of the following params should be provided for this request: payment_intent or charge.";
    throw badParameter(message, { code: "parameter_missing" });
  }
  const intent = call.store.get("payment_intents", given.payment_intent);
  if (!intent) throw missing("payment_intent", given.payment_intent, "payment_intent", true);
  const charge = call.store.get("charges", idOf(intent.latest_charge) ?? "");
  if (charge?.status === "succeeded") return refundable(charge);
  throw badRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
    param: "payment_intent",
  });
}

function refundable(charge: Stripe.Charge): Stripe.Charge {
  if (charge.disputed) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw badRequest(message, { code: "charge_disputed" });
  }
  if (charge.refunded) {
    throw badRequest(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  }
  if (charge.status !== "succeeded") {
    throw badRequest(`Charge ${charge.id} was not successful and cannot be refunded.`, {
      code: "charge_not_refundable",
    });
  }
  if (!charge.captured) {
    const message = "This charge has not been captured. Cancel its PaymentIntent instead of refunding it.";
    throw badRequest(message, { code: "charge_not_refundable" });
  }
  return charge;
}

function amountToRefund(charge: Stripe.Charge, asked: number | undefined) {
  const left = charge.amount - charge.amount_refunded;
  const amount = asked ?? left;
  if (amount < 1) {
    const message = "This value must be greater than or equal to 1.";
    throw badParameter(message, { code: "parameter_invalid_integer", param: "amount" });
  }
  if (amount > left) {
    const of = charge.amount_refunded > 0 ? "unrefunded amount on charge" : "charge amount";
    throw badRequest(`Refund amount (${amount}) is greater than ${of} (${left})`, { param: "amount" });
  }
  return amount;
}
