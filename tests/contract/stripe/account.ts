import Stripe from "stripe";
import { test } from "vitest";
import { clientOf, post, privateKeys, startStripe } from "./emulator";

const vendorKey = process.env.STRIPE_CONTRACT_SECRET_KEY;
// The suite charges, refunds and disputes.
if (vendorKey && !/^[sr]k_test_/.test(vendorKey)) throw new Error("STRIPE_CONTRACT_SECRET_KEY is not of a test mode");

/** Cases only an emulator can run: they need its own doors, or a browser's card form. */
export const localTest = test.skipIf(Boolean(vendorKey));

/**
 * What a suite runs against: the vendor's test mode where STRIPE_CONTRACT_SECRET_KEY is set, the running local stack
 * where STRIPE_API_URL is, else an emulator of its own.
 */
export async function stripeAccount() {
  if (vendorKey) {
    return account("https://api.stripe.com", new Stripe(vendorKey, { telemetry: false }), "", async () => {});
  }
  const { STRIPE_API_URL: url, STRIPE_SECRET_KEY: key, STRIPE_PUBLISHABLE_KEY: publishable = "" } = process.env;
  if (url && key) return account(url, clientOf(url, key), publishable, async () => {});
  const own = await startStripe();
  return account(own.url, own.stripe, privateKeys.publishableKey, async () => {
    await own.stop("SIGKILL");
  });
}

function account(url: string, stripe: Stripe, publishableKey: string, stop: () => Promise<void>) {
  return { url, stripe, publishableKey, stop, ...shortcuts(url, stripe, publishableKey) };
}

const shortcuts = (url: string, stripe: Stripe, publishableKey: string) => ({
  /** An intent as this product makes them: cards only, authorized first and captured later. */
  anIntent: (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    stripe.paymentIntents.create({
      amount: 2500,
      currency: "usd",
      capture_method: "manual",
      allowed_payment_method_types: ["card"],
      ...more,
    }),

  /** A payment that is over: the money is here. */
  aPayment: (paymentMethod = "pm_card_visa", amount = 2500) =>
    stripe.paymentIntents.create({
      amount,
      currency: "usd",
      allowed_payment_method_types: ["card"],
      confirm: true,
      payment_method: paymentMethod,
    }),

  /** What stripe.js does in the browser, with the publishable key. */
  async fromBrowser(method: "GET" | "POST", path: string, params: Record<string, string> = {}, key = publishableKey) {
    const form = new URLSearchParams(params);
    const address = `${url}${path}${method === "GET" ? `?${form}` : ""}`;
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(address, method === "GET" ? { headers } : { method, headers, body: form });
    return { status: response.status, headers: response.headers, body: await response.json() };
  },

  authenticate: (intentId: string, outcome: "succeed" | "fail") =>
    post(`${url}/_local/intents/${intentId}/authenticate`, { outcome }),
  settleRefund: (refundId: string, outcome: "succeed" | "fail") =>
    post(`${url}/_local/refunds/${refundId}/settle`, { outcome }),
});

type StripeError = InstanceType<typeof Stripe.errors.StripeError>;

/** The error a call was refused with; an answer where a refusal was promised is a failure. */
export async function refused(call: Promise<unknown>): Promise<StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("Stripe was expected to refuse this");
}

export const idOf = (reference: string | { id: string } | null) =>
  typeof reference === "string" ? reference : (reference?.id ?? "");
