import { z } from "zod";

const schema = z.object({
  PORT: z.coerce.number().int().positive(),
  STATE_DIR: z.string().min(1),
  STRIPE_SECRET_KEY: z.string().startsWith("sk_"),
  STRIPE_PUBLISHABLE_KEY: z.string().startsWith("pk_"),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith("whsec_"),
  STRIPE_WEBHOOK_URL: z.url().optional(),
  /** Multiplies every wait of Stripe's own: webhook retries, refunds that settle later. */
  STRIPE_TIME_SCALE: z.coerce.number().positive().default(0.05),
});

/** The API version of the official SDK in package.json. */
export const apiVersion = "2026-10-28.endive";

export type Settings = ReturnType<typeof readSettings>;

export function readSettings(source: NodeJS.ProcessEnv) {
  // An empty value means "not set".
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== "")));
  if (!parsed.success) throw new Error(`The Stripe emulator lacks settings:\n${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  return {
    origin: `http://127.0.0.1:${data.PORT}`,
    stateDir: data.STATE_DIR,
    secretKey: data.STRIPE_SECRET_KEY,
    publishableKey: data.STRIPE_PUBLISHABLE_KEY,
    webhookSecret: data.STRIPE_WEBHOOK_SECRET,
    webhookUrl: data.STRIPE_WEBHOOK_URL,
    timeScale: data.STRIPE_TIME_SCALE,
  };
}
