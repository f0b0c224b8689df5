import { infoOf } from "../beacon/chain";
import type { Environment } from "../supervisor/part";
import type { Ports } from "../supervisor/ports";
import type { Secrets } from "./secrets";

export type Addresses = {
  app: string;
  databaseUrl: string;
  analyticsUrl: string;
};

const loopback = (port: number) => `http://127.0.0.1:${port}`;

export const appAddress = (port: number) => `http://localhost:${port}`;

// Names that would lead the app away from this machine if they came from the shell or an .env file; empty means not set.
const silenced = [
  "RESEND_API_KEY",
  "KV_REST_API_URL",
  "KV_REST_API_TOKEN",
  "DATABASE_REPLICA_URLS",
  "UPSTASH_READ_URLS",
  "TURNSTILE_SITE_KEY",
  "TURNSTILE_SECRET_KEY",
];

/** What every part inherits: ours to run, not to test or to build with. */
export function inherited(source: Environment): Environment {
  const { NODE_ENV: _, VITEST: __, ...rest } = source;
  return { ...rest, NEXT_TELEMETRY_DISABLED: "1" };
}

/** Exactly the names that production sets, with the addresses of this machine. */
export function appEnvironment(ports: Ports, secrets: Secrets, addresses: Addresses): Record<string, string> {
  const { POSTGRES_PASSWORD: _, HOLDFAST_DEMO_API_KEY: __, DRAND_SECRET_KEY, ...shared } = secrets;
  const { hash, public_key, genesis_time, period } = infoOf(DRAND_SECRET_KEY);
  return {
    ...Object.fromEntries(silenced.map((name) => [name, ""])),
    ...shared,
    UPSTASH_REDIS_REST_URL: loopback(ports.redisRest),
    QSTASH_URL: loopback(ports.qstash),
    DATABASE_URL: addresses.databaseUrl,
    DATABASE_URL_UNPOOLED: addresses.databaseUrl,
    ANALYTICS_DATABASE_URL: addresses.analyticsUrl,
    NEON_PROXY_URL: loopback(ports.neon),
    STRIPE_API_URL: loopback(ports.stripe),
    STRIPE_JS_URL: `${loopback(ports.stripe)}/v3/stripe.js`,
    DRAND_URL: loopback(ports.beacon),
    DRAND_CHAIN_HASH: hash,
    DRAND_PUBLIC_KEY: public_key,
    DRAND_GENESIS: String(genesis_time),
    DRAND_PERIOD: String(period),
    NEXTAUTH_URL: addresses.app,
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    // Everyone is 127.0.0.1 here.
    LIMITS_NETWORK_PER_MIN: "100000",
    LIMITS_NETWORK_JOINS: "60000",
  };
}
