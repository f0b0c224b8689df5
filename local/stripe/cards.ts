/** Why an issuer says no, with what Stripe says then: https://docs.stripe.com/declines/codes */
export type Decline = { code: string; declineCode: string; message: string; param?: string; blocked?: boolean };

export type TestCard = {
  number: string;
  brand: "visa" | "mastercard" | "amex" | "discover" | "diners" | "jcb" | "unionpay";
  funding?: "debit" | "prepaid";
  country?: string;
  decline?: Decline;
  /** "always", "unless_set_up" (off-session needs none), or only where the request asks for 3-D Secure. */
  challenge?: "always" | "unless_set_up" | "on_request" | "broken";
  dispute?: { reason: string; inquiry?: boolean };
  refund?: "pending" | "fails";
  settlesAtOnce?: boolean;
  cvcCheck?: "fail";
};

const says = (code: string, message: string, declineCode = code): Decline => ({ code, declineCode, message });
const declined = (declineCode: string) => says("card_declined", "Your card was declined.", declineCode);
const poor = says("card_declined", "Your card has insufficient funds.", "insufficient_funds");
const broken = says("processing_error", "An error occurred while processing your card. Try again in a little bit.");
const tooOften = says(
  "card_declined",
  "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
  "card_velocity_exceeded",
);
export const authenticationRequired = says(
  "authentication_required",
  "Your card was declined. This transaction requires authentication.",
);

/** https://docs.stripe.com/testing: each card by the name of its PaymentMethod (`pm_card_…`). */
const cards = {
  visa: { number: "4242424242424242", brand: "visa" },
  visa_debit: { number: "4000056655665556", brand: "visa", funding: "debit" },
  mastercard: { number: "5555555555554444", brand: "mastercard" },
  mastercard_two_series: { number: "2223003122003222", brand: "mastercard" },
  mastercard_debit: { number: "5200828282828210", brand: "mastercard", funding: "debit" },
  mastercard_prepaid: { number: "5105105105105100", brand: "mastercard", funding: "prepaid" },
  amex: { number: "378282246310005", brand: "amex" },
  amex_two: { number: "371449635398431", brand: "amex" },
  discover: { number: "6011111111111117", brand: "discover" },
  discover_two: { number: "6011000990139424", brand: "discover" },
  diners: { number: "3056930009020004", brand: "diners" },
  diners_14: { number: "36227206271667", brand: "diners" },
  jcb: { number: "3566002020360505", brand: "jcb" },
  unionpay: { number: "6200000000000005", brand: "unionpay" },
  gb: { number: "4000008260000000", brand: "visa", country: "GB" },
  de: { number: "4000002760000016", brand: "visa", country: "DE" },
  fr: { number: "4000002500000003", brand: "visa", country: "FR" },

  chargeDeclined: { number: "4000000000000002", brand: "visa", decline: declined("generic_decline") },
  chargeDeclinedInsufficientFunds: { number: "4000000000009995", brand: "visa", decline: poor },
  chargeDeclinedLostCard: { number: "4000000000009987", brand: "visa", decline: declined("lost_card") },
  chargeDeclinedStolenCard: { number: "4000000000009979", brand: "visa", decline: declined("stolen_card") },
  chargeDeclinedExpiredCard: {
    number: "4000000000000069",
    brand: "visa",
    decline: { ...says("expired_card", "Your card has expired."), param: "exp_month" },
  },
  chargeDeclinedIncorrectCvc: {
    number: "4000000000000127",
    brand: "visa",
    decline: { ...says("incorrect_cvc", "Your card's security code is incorrect."), param: "cvc" },
    cvcCheck: "fail",
  },
  chargeDeclinedProcessingError: { number: "4000000000000119", brand: "visa", decline: broken },
  chargeDeclinedVelocityLimitExceeded: { number: "4000000000006975", brand: "visa", decline: tooOften },
  chargeCustomerFail: { number: "4000000000000341", brand: "visa", decline: declined("generic_decline") },
  radarBlock: { number: "4100000000000019", brand: "visa", decline: { ...declined("fraudulent"), blocked: true } },
  cvcCheckFail: { number: "4000000000000101", brand: "visa", cvcCheck: "fail" },

  createDispute: { number: "4000000000000259", brand: "visa", dispute: { reason: "fraudulent" } },
  createDisputeProductNotReceived: {
    number: "4000000000002685",
    brand: "visa",
    dispute: { reason: "product_not_received" },
  },
  createDisputeInquiry: {
    number: "4000000000001976",
    brand: "visa",
    dispute: { reason: "fraudulent", inquiry: true },
  },
  pendingRefund: { number: "4000000000007726", brand: "visa", refund: "pending" },
  refundFail: { number: "4000000000005126", brand: "visa", refund: "fails" },
  bypassPending: { number: "4000000000000077", brand: "visa", settlesAtOnce: true },

  authenticationRequired: { number: "4000002760003184", brand: "visa", challenge: "always" },
  authenticationRequiredOnSetup: { number: "4000002500003155", brand: "visa", challenge: "always" },
  authenticationRequiredSetupForOffSession: {
    number: "4000003800000446",
    brand: "visa",
    challenge: "unless_set_up",
  },
  authenticationRequiredChargeDeclinedInsufficientFunds: {
    number: "4000008260003178",
    brand: "visa",
    challenge: "always",
    decline: poor,
  },
  threeDSecure2Required: { number: "4000000000003220", brand: "visa", challenge: "always" },
  threeDSecureRequired: { number: "4000000000003063", brand: "visa", challenge: "always" },
  threeDSecureRequiredChargeDeclined: {
    number: "4000008400001629",
    brand: "visa",
    challenge: "always",
    decline: declined("generic_decline"),
  },
  threeDSecureRequiredProcessingError: { number: "4000008400001280", brand: "visa", challenge: "broken" },
  threeDSecureOptional: { number: "4000000000003055", brand: "visa", challenge: "on_request" },
} as const satisfies Record<string, TestCard>;

export type CardName = keyof typeof cards;

const isCardName = (name: string): name is CardName => Object.hasOwn(cards, name);
export const cardOf = (name: CardName): TestCard => cards[name];

/** `pm_card_visa`, `tok_visa` and the like. Declines are also named `pm_card_visa_charge…`. */
export function cardNamed(id: string): CardName | undefined {
  const name = id.replace(/^(pm_card|tok)_/, "").replace(/^visa_(?=charge)/, "");
  return name !== id && isCardName(name) ? name : undefined;
}

export const cardNumbered = (number: string): CardName | undefined =>
  Object.keys(cards)
    .filter(isCardName)
    .find((name) => cards[name].number === number);

/** The check digit every real card number carries. */
export function passesLuhn(number: string): boolean {
  const digits = [...number].reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, at) => total + (at % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit),
    0,
  );
  return /^\d{12,19}$/.test(number) && sum % 10 === 0;
}
