import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { z } from "zod";
import { type Call, seconds } from "./call";
import { type CardName, cardNamed, cardOf } from "./cards";
import { badRequest, missing } from "./errors";
import { newId } from "./ids";
import { mergeMetadata } from "./metadata";
import { billingDetails, choice, clearable, expand, ignored, metadata, read, text } from "./params";
import { readCard } from "./read-card";

const card = z.strictObject({
  number: clearable.optional(),
  exp_month: clearable.optional(),
  exp_year: clearable.optional(),
  cvc: clearable.optional(),
  token: text.optional(),
  networks: ignored,
});

/** `payment_method_data` of an intent or a confirmation token, and the body of a new PaymentMethod. */
export const methodData = z.strictObject({
  type: choice(["card"]),
  card: card.optional(),
  billing_details: billingDetails.optional(),
  allow_redisplay: choice(["always", "limited", "unspecified"]).optional(),
  metadata,
  radar_options: ignored,
});

const creation = methodData.extend({ expand, customer: ignored, payment_user_agent: ignored });

export function createPaymentMethod(call: Call) {
  return methodFromData(call, read(creation, call.params));
}

export function retrievePaymentMethod(call: Call, id: string) {
  return findMethod(call, id, "payment_method", true);
}

/** A PaymentMethod by id; a test name such as `pm_card_visa` makes a fresh one each time, as Stripe does. */
export function findMethod(call: Call, id: string, param: string, inUrl = false): Stripe.PaymentMethod {
  const name = cardNamed(id);
  if (name) return addMethod(call, name, {});
  const found = call.store.get("payment_methods", id);
  if (!found) throw missing("PaymentMethod", id, param, inUrl);
  return found;
}

export function methodFromData(call: Call, data: z.output<typeof methodData>) {
  return addMethod(call, readCard(call, data.card), data);
}

export function behaviourOf(call: Call, methodId: string) {
  const kept = call.store.get("cards", methodId);
  if (!kept) throw badRequest(`The payment method ${methodId} has no card behind it.`);
  return cardOf(kept.card);
}

function addMethod(call: Call, name: CardName, data: Partial<z.output<typeof methodData>>) {
  const method: Stripe.PaymentMethod = {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: data.allow_redisplay ?? "unspecified",
    billing_details: billingOf(data.billing_details),
    card: cardFields(name, data.card?.exp_month, data.card?.exp_year),
    created: seconds(call),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: mergeMetadata({}, data.metadata),
    type: "card",
  };
  call.store.put("cards", { id: method.id, card: name });
  return call.store.put("payment_methods", method);
}

function billingOf(given: z.output<typeof billingDetails> | undefined): Stripe.PaymentMethod.BillingDetails {
  const { address = {}, email, name, phone, tax_id } = given ?? {};
  return {
    address: {
      city: address.city || null,
      country: address.country || null,
      line1: address.line1 || null,
      line2: address.line2 || null,
      postal_code: address.postal_code || null,
      state: address.state || null,
    },
    email: email || null,
    name: name || null,
    phone: phone || null,
    tax_id: tax_id || null,
  };
}

function cardFields(name: CardName, month = "12", year = "34"): Stripe.PaymentMethod.Card {
  const { brand, country = "US", funding = "credit", number, challenge, cvcCheck = "pass" } = cardOf(name);
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: cvcCheck },
    country,
    display_brand: brand === "amex" ? "american_express" : brand,
    exp_month: Number(month),
    exp_year: (Number(year) % 100) + 2000,
    fingerprint: createHash("sha256").update(number).digest("base64url").slice(0, 16),
    funding,
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: challenge !== undefined || brand !== "amex" },
    wallet: null,
  };
}
