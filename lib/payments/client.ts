import Stripe from "stripe";
import { durations } from "@/lib/core/durations";
import { env } from "@/lib/core/env";

let client: Stripe | undefined;

/** The one Stripe client of this process. It names every write, so that its own retry repeats nothing. */
export function stripe(): Stripe {
  if (client) return client;
  const { STRIPE_SECRET_KEY, STRIPE_API_URL } = env();
  const api = STRIPE_API_URL ? new URL(STRIPE_API_URL) : undefined;
  client = new Stripe(STRIPE_SECRET_KEY, {
    timeout: durations.stripeTimeoutMs,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(api && { host: api.hostname, port: api.port, protocol: api.protocol === "https:" ? "https" : "http" }),
  });
  return client;
}
