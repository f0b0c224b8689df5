import type Stripe from "stripe";
import { z } from "zod";
import { type Call, seconds } from "./call";
import type { Decline, TestCard } from "./cards";
import { missing } from "./errors";
import { newId } from "./ids";
import { listPage } from "./list";
import { expand, paging, read, text } from "./params";

type Made = { intent: Stripe.PaymentIntent; method: Stripe.PaymentMethod; card: TestCard; authenticated: boolean };
const captureWithinSeconds = 7 * 24 * 3600;
const descriptor = "HOLDFAST";

/** The charge of one attempt: authorized, or failed with the issuer's reason. */
export function newCharge(call: Call, made: Made, decline?: Decline): Stripe.Charge {
  const { intent, method } = made;
  const suffix = intent.statement_descriptor_suffix;
  return {
    id: newId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: suffix ? `${descriptor}* ${suffix}` : descriptor,
    captured: false,
    created: seconds(call),
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: intent.on_behalf_of,
    outcome: outcomeOf(decline),
    paid: !decline,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { card: cardDetails(call, made, decline), type: "card" },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: suffix,
    status: decline ? "failed" : "succeeded",
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

function outcomeOf(decline: Decline | undefined): Stripe.Charge.Outcome {
  const risk = { risk_level: decline?.blocked ? "highest" : "normal", risk_score: decline?.blocked ? 95 : 32 };
  const network = { advice_code: null, network_advice_code: null, network_decline_code: null };
  if (!decline) {
    const approved = { network_status: "approved_by_network", reason: null, type: "authorized" };
    return { ...network, ...risk, ...approved, seller_message: "Payment complete." };
  }
  if (decline.blocked) {
    const blocked = { network_status: "not_sent_to_network", reason: "highest_risk_level", type: "blocked" };
    return { ...network, ...risk, ...blocked, seller_message: "Stripe blocked this payment as too risky." };
  }
  const refused = { network_status: "declined_by_network", reason: decline.declineCode, type: "issuer_declined" };
  return { ...network, ...risk, ...refused, seller_message: "The bank declined the payment." };
}

function cardDetails(call: Call, { intent, method, card, authenticated }: Made, decline: Decline | undefined) {
  const shown = method.card;
  const manual = intent.capture_method === "manual";
  const details: Stripe.Charge.PaymentMethodDetails.Card = {
    amount_authorized: decline ? null : intent.amount,
    authorization_code: decline ? null : "314159",
    brand: card.brand,
    ...(manual && !decline && { capture_before: seconds(call) + captureWithinSeconds }),
    checks: shown?.checks ?? null,
    country: shown?.country ?? null,
    electronic_commerce_indicator: authenticated ? "05" : null,
    exp_month: shown?.exp_month ?? 12,
    exp_year: shown?.exp_year ?? 2034,
    fingerprint: shown?.fingerprint ?? null,
    funding: shown?.funding ?? null,
    installments: null,
    last4: shown?.last4 ?? null,
    mandate: null,
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: decline ? null : newId("nti").slice(4, 19),
    regulated_status: "unregulated",
    three_d_secure: authenticated ? threeDSecure : null,
    transaction_link_id: null,
    wallet: null,
  };
  return details;
}

const threeDSecure: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: "challenge",
  electronic_commerce_indicator: "05",
  exemption_indicator: null,
  result: "authenticated",
  result_reason: null,
  transaction_id: null,
  version: "2.2.0",
};

const listing = z.strictObject({ ...paging, payment_intent: text.optional() });

export function listCharges(call: Call) {
  const asked = read(listing, call.params);
  const charges = call.store.oldestFirst("charges");
  return listPage(ofIntent(charges, asked.payment_intent), asked, "/v1/charges");
}

export function retrieveCharge(call: Call, id: string) {
  read(z.strictObject({ expand }), call.params);
  return findCharge(call, id, "id", true);
}

export function findCharge(call: Call, id: string, param: string, inUrl = false): Stripe.Charge {
  const charge = call.store.get("charges", id);
  if (!charge) throw missing("charge", id, param, inUrl);
  return charge;
}

export const ofIntent = <Item extends { payment_intent: unknown }>(items: Item[], intentId: string | undefined) =>
  intentId === undefined ? items : items.filter(({ payment_intent }) => payment_intent === intentId);
