import type Stripe from "stripe";
import { book } from "../balance";
import type { Call } from "../call";
import { findCharge } from "../charges";
import { emit } from "../events";
import { idOf } from "../ids";

/** What a bank says later: a pending refund arrives, or one that looked done comes back. Repeating changes nothing. */
export function settleRefund(call: Call, refund: Stripe.Refund, outcome: "succeeded" | "failed"): Stripe.Refund {
  const before = { status: refund.status };
  if (refund.status === outcome || refund.status === "failed" || refund.status === "canceled") return refund;

  const settled = outcome === "failed" ? fail(call, refund) : succeed(call, refund);
  emit(call, "refund.updated", settled, before);
  emit(call, "charge.refund.updated", settled, before);
  if (outcome === "failed") emit(call, "refund.failed", settled, before);
  return settled;
}

function succeed(call: Call, refund: Stripe.Refund) {
  const { pending_reason, ...rest } = refund;
  return call.store.put("refunds", { ...rest, status: "succeeded" });
}

function fail(call: Call, refund: Stripe.Refund) {
  const charge = findCharge(call, idOf(refund.charge) ?? "", "charge");
  const amount_refunded = charge.amount_refunded - refund.amount;
  call.store.put("charges", { ...charge, amount_refunded, refunded: false });
  const { amount, currency, id } = refund;
  const returned = book(call, { kind: "refund_failure", amount, currency, source: id });
  return call.store.put("refunds", {
    ...refund,
    failure_balance_transaction: returned.id,
    failure_reason: "expired_or_canceled_card",
    status: "failed",
  });
}
