import Stripe from "stripe";
import { type Part, startPart } from "../start-part";

export const privateKeys = {
  secretKey: "sk_test_contract",
  publishableKey: "pk_test_contract",
  webhookSecret: "whsec_contract",
};

export type OwnStripe = Part & { stripe: Stripe };

/** A Stripe of the suite's own, so that faults and webhook modes trouble nobody else. */
export async function startStripe({ webhookUrl = "", timeScale = 0.001 } = {}): Promise<OwnStripe> {
  const part = await startPart("local/stripe.ts", {
    STRIPE_SECRET_KEY: privateKeys.secretKey,
    STRIPE_PUBLISHABLE_KEY: privateKeys.publishableKey,
    STRIPE_WEBHOOK_SECRET: privateKeys.webhookSecret,
    STRIPE_WEBHOOK_URL: webhookUrl,
    STRIPE_TIME_SCALE: String(timeScale),
  });
  return { ...part, stripe: clientOf(part.url, privateKeys.secretKey) };
}

export function clientOf(url: string, key: string): Stripe {
  const { hostname: host, port } = new URL(url);
  return new Stripe(key, { host, port: Number(port), protocol: "http", maxNetworkRetries: 0, telemetry: false });
}

export const post = (url: string, body: object = {}) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

export const fault = (part: { url: string }, wanted: object) => post(`${part.url}/_local/faults`, wanted);
export const webhooks = (part: { url: string }, mode: string, delayMs = 0) =>
  post(`${part.url}/_local/webhooks`, { mode, delayMs });
