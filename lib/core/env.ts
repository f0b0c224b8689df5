import { z } from "zod";

const list = z
  .string()
  .default("")
  .transform((text) => text.split(",").filter(Boolean));
const count = (fallback: number) => z.coerce.number().int().min(0).default(fallback);

/** Every variable the product reads. `.env.example` names the same ones; a test compares them. */
export const schema = z.object({
  UPSTASH_REDIS_REST_URL: z.url(),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
  QSTASH_URL: z.url().default("https://qstash.upstash.io"),
  QSTASH_TOKEN: z.string().min(1),
  QSTASH_CURRENT_SIGNING_KEY: z.string().min(1),
  QSTASH_NEXT_SIGNING_KEY: z.string().min(1),
  DATABASE_URL: z.url(),
  DATABASE_URL_UNPOOLED: z.url().optional(),
  DATABASE_REPLICA_URLS: list,
  ANALYTICS_DATABASE_URL: z.url(),
  DATABASE_DRIVER: z.enum(["neon", "pg"]).default("neon"),
  NEON_PROXY_URL: z.url().optional(),
  STRIPE_SECRET_KEY: z.string().startsWith("sk_"),
  STRIPE_PUBLISHABLE_KEY: z.string().startsWith("pk_"),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith("whsec_"),
  STRIPE_JS_URL: z.url().default("https://js.stripe.com/v3/"),
  STRIPE_API_URL: z.url().optional(),
  NEXTAUTH_URL: z.url(),
  NEXTAUTH_SECRET: z.string().min(32),
  HOLDFAST_SECRET: z.string().min(32),
  HOLDFAST_SECRET_PREVIOUS: z.string().min(32).optional(),
  SMTP_URL: z.url().optional(),
  RESEND_API_KEY: z.string().min(1).optional(),
  MAIL_FROM: z.string().default("Holdfast <tickets@holdfast.test>"),
  METRICS_TOKEN: z.string().min(1).optional(),
  TRUSTED_HOPS: count(0),
  LIMITS_NETWORK_PER_MIN: z.coerce.number().int().min(1).default(600),
});

let known: z.output<typeof schema> | undefined;

// Vercel's Upstash integration sets the older names; an empty value means "not set".
function named(source: NodeJS.ProcessEnv) {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  set.UPSTASH_REDIS_REST_URL ??= set.KV_REST_API_URL;
  set.UPSTASH_REDIS_REST_TOKEN ??= set.KV_REST_API_TOKEN;
  return set;
}

/** Read once at start (instrumentation.ts), never at import: `next build` needs no secret. */
export function env() {
  if (known) return known;
  const parsed = schema.safeParse(named(process.env));
  if (!parsed.success) throw new Error(`Environment is incomplete:\n${z.prettifyError(parsed.error)}`);
  known = parsed.data;
  return known;
}
