import type Stripe from "stripe";

/** The `error` hash of an answer, as https://docs.stripe.com/api/errors lists its fields. */
export type ErrorBody = {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  decline_code?: string;
  advice_code?: string;
  network_decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
};

type Traces = {
  /** False before an endpoint began to work: Stripe keeps no idempotent result of those. */
  executed?: boolean;
  /** True where the refusal itself changed something: a decline leaves its charge. */
  keeps?: boolean;
};

/** An answer that is an error. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly executed: boolean;
  readonly keeps: boolean;
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    { executed = true, keeps = false }: Traces = {},
  ) {
    super(body.message);
    this.executed = executed;
    this.keeps = keeps;
  }
}

const invalid = (message: string, more: Partial<ErrorBody> = {}): ErrorBody => ({
  type: "invalid_request_error",
  message,
  ...more,
});

export const badRequest = (message: string, more: Partial<ErrorBody> = {}) => new Refusal(400, invalid(message, more));

/** Refused while the parameters were read. */
export const badParameter = (message: string, more: Partial<ErrorBody> = {}) =>
  new Refusal(400, invalid(message, more), { executed: false });

export const unauthorized = (message: string, code?: string) =>
  new Refusal(401, invalid(message, code ? { code } : {}), { executed: false });

/** 404 when the id stands in the URL, 400 when it stands in a parameter. */
export const missing = (what: string, id: string, param: string, inUrl: boolean) =>
  new Refusal(inUrl ? 404 : 400, invalid(`No such ${what}: '${id}'`, { code: "resource_missing", param }));

export const unexpectedState = (message: string, intent?: Stripe.PaymentIntent) =>
  badRequest(message, { code: "payment_intent_unexpected_state", ...(intent && { payment_intent: intent }) });

export const docUrl = (code: string) => `https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}`;

export function errorAnswer(body: Omit<ErrorBody, "payment_intent">, requestId: string) {
  return {
    error: {
      ...body,
      ...(body.code && { doc_url: docUrl(body.code) }),
      request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}?t=${Math.floor(Date.now() / 1000)}`,
    },
  };
}
