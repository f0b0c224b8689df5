import type { Call } from "./call";
import { type CardName, cardNamed, cardNumbered, passesLuhn } from "./cards";
import { badRequest, type ErrorBody, Refusal } from "./errors";

type Given = {
  number?: string | undefined;
  exp_month?: string | undefined;
  exp_year?: string | undefined;
  cvc?: string | undefined;
  token?: string | undefined;
};

const cardError = (code: string, message: string, more: Partial<ErrorBody> = {}) =>
  new Refusal(402, { type: "card_error", code, message, ...more });

/** Which test card was typed or named. Stripe checks the details when they become a PaymentMethod, not at the charge. */
export function readCard(call: Call, given: Given | undefined): CardName {
  if (!given) throw badRequest("Missing required param: card.", { code: "parameter_missing", param: "card" });
  if (given.token !== undefined) {
    const name = cardNamed(given.token);
    if (name) return name;
    throw badRequest(`No such token: '${given.token}'`, { code: "resource_missing", param: "card[token]" });
  }
  if (!call.publishable) {
    throw new Refusal(402, {
      type: "invalid_request_error",
      message:
        "Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://docs.stripe.com/testing.",
    });
  }
  return typedCard(given, new Date(call.nowMs));
}

function typedCard(given: Given, now: Date): CardName {
  const number = (given.number ?? "").replaceAll(/[\s-]/g, "");
  if (!passesLuhn(number)) throw cardError("incorrect_number", "Your card number is incorrect.", { param: "number" });
  const month = Number(given.exp_month);
  if (!(month >= 1 && month <= 12)) {
    throw cardError("invalid_expiry_month", "Your card's expiration month is invalid.", { param: "exp_month" });
  }
  const year = (Number(given.exp_year) % 100) + 2000;
  const months = year * 12 + month - (now.getUTCFullYear() * 12 + now.getUTCMonth() + 1);
  if (!(months >= 0 && months < 50 * 12)) {
    throw cardError("invalid_expiry_year", "Your card's expiration year is invalid.", { param: "exp_year" });
  }
  if (given.cvc && !/^\d{3,4}$/.test(given.cvc)) {
    throw cardError("invalid_cvc", "Your card's security code is invalid.", { param: "cvc" });
  }
  const name = cardNumbered(number);
  if (name) return name;
  throw cardError(
    "card_declined",
    "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://docs.stripe.com/testing.",
    {
      decline_code: "test_mode_live_card",
    },
  );
}
