import type Stripe from "stripe";
import type { DeliveryAttempt } from "../collections";
import { signature } from "./sign";
import type { Target } from "./targets";

const timeoutMs = 10_000;

/** Knocks once. Only a 2xx in time counts as heard. */
export async function send(event: Stripe.Event, { url, secret }: Target): Promise<DeliveryAttempt> {
  const atMs = Date.now();
  const body = JSON.stringify(event, null, 2);
  try {
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signature(secret, body, atMs),
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      },
      body,
    });
    await response.arrayBuffer();
    return { atMs, status: response.status };
  } catch (error) {
    return { atMs, status: null, error: error instanceof Error ? error.message : String(error) };
  }
}

export const wasHeard = ({ status }: DeliveryAttempt) => status !== null && status >= 200 && status < 300;
