import type Stripe from "stripe";
import { type Call, seconds } from "../call";
import { emit } from "../events";
import { newId } from "../ids";

/**
 * Gives back authorized money that was never taken: after a cancel all of it, after a partial capture the rest.
 * Stripe shows it as a refund, but no money moves: it has no balance transaction.
 */
export function reverseAuthorization(call: Call, charge: Stripe.Charge, amount: number): Stripe.Charge {
  const refund = call.store.put("refunds", newRefund(call, charge, amount, "reversal"));
  const reversed = call.store.put("charges", {
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: charge.amount_refunded + amount === charge.amount,
  });
  emit(call, "refund.created", refund);
  emit(call, "charge.refunded", reversed, { amount_refunded: charge.amount_refunded });
  return reversed;
}

export function newRefund(
  call: Call,
  charge: Stripe.Charge,
  amount: number,
  type: "refund" | "reversal" | "pending",
): Stripe.Refund {
  return {
    id: newId("re"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(call),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: { type, reference_status: "pending", reference_type: "acquirer_reference_number" },
      type: "card",
    },
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
}
