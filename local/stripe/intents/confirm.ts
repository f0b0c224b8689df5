import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "../call";
import { spendToken, usableToken } from "../confirmation-tokens";
import { badParameter, badRequest, unexpectedState } from "../errors";
import { choice, clearable, expand, flag, ignored, integer, read, text } from "../params";
import { findMethod, methodData, methodFromData } from "../payment-methods";
import { attemptPayment } from "./attempt";
import { findIntent } from "./find";

/** Parameters of confirming, also taken by create with confirm=true. */
export const confirmation = {
  allowed_payment_method_types: ignored,
  amount_details: ignored,
  confirmation_token: text.optional(),
  error_on_requires_action: flag.optional(),
  excluded_payment_method_types: ignored,
  expand,
  hooks: ignored,
  mandate: ignored,
  mandate_data: ignored,
  off_session: z.union([flag, choice(["one_off", "recurring"]).transform(() => true)]).optional(),
  payment_details: ignored,
  payment_method: text.optional(),
  payment_method_data: methodData.optional(),
  payment_method_options: z
    .looseObject({ card: z.looseObject({ request_three_d_secure: text.optional() }).optional() })
    .optional(),
  radar_options: ignored,
  receipt_email: clearable.optional(),
  return_url: text.optional(),
  setup_future_usage: choice(["off_session", "on_session", ""]).optional(),
  shipping: ignored,
  use_stripe_sdk: flag.optional(),
};

const confirming = z.strictObject({
  ...confirmation,
  amount_to_confirm: integer.optional(),
  capture_method: choice(["automatic", "automatic_async", "manual"]).optional(),
  client_secret: ignored,
});

const shared = z.object(confirmation);
type Given = z.output<typeof shared>;

export function confirm(call: Call, id: string): Stripe.PaymentIntent {
  const given = read(confirming, call.params);
  const found = findIntent(call, id);
  if (given.amount_to_confirm !== undefined && given.amount_to_confirm !== found.amount) {
    throw badParameter("`amount_to_confirm` must equal the amount of the PaymentIntent.", {
      param: "amount_to_confirm",
    });
  }
  const intent = given.capture_method ? { ...found, capture_method: given.capture_method } : found;
  return confirmIntent(call, intent, given);
}

export function confirmIntent(call: Call, intent: Stripe.PaymentIntent, given: Given): Stripe.PaymentIntent {
  refuseByState(call, intent, given);
  const token = given.confirmation_token ? usableToken(call, given.confirmation_token) : undefined;
  const returnUrl = checkedUrl(given.return_url) ?? token?.return_url ?? null;
  requireReturnUrl(intent, returnUrl);

  const method = methodToCharge(call, intent, given, token);
  return attemptPayment(call, intent, {
    method,
    returnUrl,
    offSession: given.off_session === true,
    failOnAction: given.error_on_requires_action === true,
    // A token comes from stripe.js, which then handles the next action.
    useStripeSdk: given.use_stripe_sdk ?? (token !== undefined || returnUrl === null),
    askedFor3ds: ["any", "challenge"].includes(given.payment_method_options?.card?.request_three_d_secure ?? ""),
  });
}

function refuseByState(call: Call, intent: Stripe.PaymentIntent, given: Given) {
  if (call.publishable && intent.confirmation_method === "manual") {
    throw badRequest(
      "This PaymentIntent cannot be confirmed using your publishable key because its `confirmation_method` is set to `manual`. Please use your secret key instead, or create a PaymentIntent with `confirmation_method` set to `automatic`.",
      { code: "payment_intent_invalid_parameter" },
    );
  }
  if (intent.status === "succeeded") {
    throw unexpectedState(
      "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
      intent,
    );
  }
  if (intent.status === "canceled" || intent.status === "requires_capture" || intent.status === "processing") {
    const message = given.payment_method
      ? `This PaymentIntent's payment_method could not be updated because it has a status of ${intent.status}. You may only update the payment_method of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`
      : `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.`;
    throw unexpectedState(message, intent);
  }
}

/** https://docs.stripe.com/upgrades/manage-payment-methods: some methods of the Dashboard leave the page. */
function requireReturnUrl(intent: Stripe.PaymentIntent, returnUrl: string | null) {
  const automatic = intent.automatic_payment_methods;
  if (!automatic?.enabled || automatic.allow_redirects === "never" || returnUrl) return;
  throw badRequest(
    "A `return_url` must be specified because this Payment Intent is configured to automatically accept the payment methods enabled in the Dashboard, some of which may require a full page redirect to succeed. If you do not want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    { param: "return_url" },
  );
}

function checkedUrl(given: string | undefined) {
  if (given === undefined || URL.canParse(given)) return given;
  throw badRequest("Not a valid URL", { code: "url_invalid", param: "return_url" });
}

/** What the request names wins over its token, and that over what the intent already had. */
function methodToCharge(
  call: Call,
  intent: Stripe.PaymentIntent,
  given: Given,
  token: Stripe.ConfirmationToken | undefined,
) {
  const fromToken = token && spendToken(call, token, intent.id);
  if (given.payment_method) return findMethod(call, given.payment_method, "payment_method");
  if (fromToken) return fromToken;
  if (given.payment_method_data) return methodFromData(call, given.payment_method_data);
  if (typeof intent.payment_method === "string") return findMethod(call, intent.payment_method, "payment_method");
  throw unexpectedState(
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    intent,
  );
}
