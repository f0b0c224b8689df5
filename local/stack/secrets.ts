import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readJson, writeJson } from "./file";

const random = (bytes: number) => randomBytes(bytes).toString("hex");

const make = {
  UPSTASH_REDIS_REST_TOKEN: () => random(24),
  QSTASH_TOKEN: () => random(24),
  QSTASH_CURRENT_SIGNING_KEY: () => `sig_${random(16)}`,
  QSTASH_NEXT_SIGNING_KEY: () => `sig_${random(16)}`,
  STRIPE_SECRET_KEY: () => `sk_test_${random(24)}`,
  STRIPE_PUBLISHABLE_KEY: () => `pk_test_${random(24)}`,
  STRIPE_WEBHOOK_SECRET: () => `whsec_${random(24)}`,
  NEXTAUTH_SECRET: () => random(32),
  HOLDFAST_SECRET: () => random(32),
  METRICS_TOKEN: () => random(24),
  // Below the order of the curve, whatever the rest.
  DRAND_SECRET_KEY: () => `00${random(31)}`,
  POSTGRES_PASSWORD: () => random(24),
  HOLDFAST_DEMO_API_KEY: () => `hf_live_${random(24)}`,
};

export type Secrets = Record<keyof typeof make, string>;

/** This installation's secrets: made once, the same ever after. */
export function readSecrets(stateDir: string): Secrets {
  const file = join(stateDir, "secrets.json");
  const known = readJson<Partial<Secrets>>(file) ?? {};
  const made = Object.fromEntries(Object.entries(make).map(([name, create]) => [name, create()])) as Secrets;
  const secrets = { ...made, ...known };
  if (Object.keys(secrets).length > Object.keys(known).length) writeJson(file, secrets);
  return secrets;
}
