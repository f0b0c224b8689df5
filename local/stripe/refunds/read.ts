import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "../call";
import { ofIntent } from "../charges";
import { badRequest, missing } from "../errors";
import { emit } from "../events";
import { listPage } from "../list";
import { mergeMetadata } from "../metadata";
import { expand, metadata, paging, read, text } from "../params";

const listing = z.strictObject({ ...paging, charge: text.optional(), payment_intent: text.optional() });

export function listRefunds(call: Call) {
  const asked = read(listing, call.params);
  const refunds = ofIntent(call.store.oldestFirst("refunds"), asked.payment_intent);
  const ofCharge = asked.charge ? refunds.filter(({ charge }) => charge === asked.charge) : refunds;
  return listPage(ofCharge, asked, "/v1/refunds");
}

export function retrieveRefund(call: Call, id: string): Stripe.Refund {
  read(z.strictObject({ expand }), call.params);
  return findRefund(call, id);
}

export function updateRefund(call: Call, id: string): Stripe.Refund {
  const given = read(z.strictObject({ expand, metadata }), call.params);
  const refund = findRefund(call, id);
  const merged = mergeMetadata(refund.metadata ?? {}, given.metadata);
  const updated = call.store.put("refunds", { ...refund, metadata: merged });
  emit(call, "refund.updated", updated, { metadata: refund.metadata });
  return updated;
}

/** Only refunds to other payment methods than cards wait for the customer, and only those can be canceled. */
export function cancelRefund(call: Call, id: string): never {
  const { status } = findRefund(call, id);
  throw badRequest(`Refunds with a status of ${status} cannot be canceled.`);
}

export function findRefund(call: Call, id: string): Stripe.Refund {
  const refund = call.store.get("refunds", id);
  if (!refund) throw missing("refund", id, "id", true);
  return refund;
}
