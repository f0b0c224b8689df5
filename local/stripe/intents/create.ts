import type Stripe from "stripe";
import { z } from "zod";
import { type Call, seconds } from "../call";
import { checkAmount, checkCurrency } from "../currencies";
import { badParameter, missing } from "../errors";
import { emit } from "../events";
import { newId, newSecret } from "../ids";
import { mergeMetadata } from "../metadata";
import { choice, clearable, flag, integer, read, text } from "../params";
import { findMethod, methodFromData } from "../payment-methods";
import { confirmation, confirmIntent } from "./confirm";
import { described } from "./described";

const creation = z.strictObject({
  ...confirmation,
  ...described,
  amount: integer,
  currency: text,
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: choice(["always", "never"]).optional() })
    .optional(),
  capture_method: choice(["automatic", "automatic_async", "manual"]).default("automatic_async"),
  confirm: flag.default(false),
  confirmation_method: choice(["automatic", "manual"]).default("automatic"),
  customer: clearable.optional(),
});

type Given = z.output<typeof creation>;

export function createIntent(call: Call): Stripe.PaymentIntent {
  const given = read(creation, call.params);
  const currency = checkCurrency(given.currency);
  checkAmount(given.amount, currency);
  if (!given.confirm) refuseConfirmOnly(given);
  if (given.customer) throw missing("customer", given.customer, "customer", false);

  const method = given.confirm ? undefined : methodGiven(call, given);
  const intent = call.store.put("payment_intents", newIntent(call, given, currency, method));
  emit(call, "payment_intent.created", intent);
  return given.confirm ? confirmIntent(call, intent, given) : intent;
}

/** https://docs.stripe.com/api/payment_intents/create: some parameters belong to confirm=true. */
function refuseConfirmOnly(given: Given) {
  const names = ["off_session", "return_url", "error_on_requires_action", "confirmation_token"] as const;
  const [param] = names.filter((name) => given[name] !== undefined);
  if (!param) return;
  throw badParameter(
    `You cannot provide the parameter \`${param}\` when creating a PaymentIntent without \`confirm=true\`.`,
    { param },
  );
}

function methodGiven(call: Call, given: Given) {
  if (given.payment_method) return findMethod(call, given.payment_method, "payment_method");
  return given.payment_method_data ? methodFromData(call, given.payment_method_data) : undefined;
}

function newIntent(
  call: Call,
  given: Given,
  currency: string,
  method: Stripe.PaymentMethod | undefined,
): Stripe.PaymentIntent {
  const id = newId("pi");
  const { automatic_payment_methods: automatic } = given;
  const explicit = given.allowed_payment_method_types !== undefined;
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: explicit ? ["card"] : null,
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: given.application_fee_amount ?? null,
    automatic_payment_methods:
      explicit || automatic?.enabled === false
        ? null
        : { allow_redirects: automatic?.allow_redirects ?? "always", enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: given.capture_method,
    client_secret: newSecret(id),
    confirmation_method: given.confirmation_method,
    created: seconds(call),
    currency,
    customer: null,
    customer_account: null,
    description: given.description || null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata({}, given.metadata),
    next_action: null,
    on_behalf_of: given.on_behalf_of ?? null,
    payment_method: method?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: given.receipt_email || null,
    review: null,
    setup_future_usage: given.setup_future_usage || null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: given.statement_descriptor_suffix || null,
    status: method ? "requires_confirmation" : "requires_payment_method",
    transfer_data: null,
    transfer_group: given.transfer_group ?? null,
  };
}
