import { z } from "zod";

const list = z
  .string()
  .default("")
  .transform((text) => text.split(",").filter(Boolean));
const count = (fallback: number) => z.coerce.number().int().min(0).default(fallback);

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));

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
  DRAND_URL: list.pipe(z.array(z.url()).max(5)),
  DRAND_CHAIN_HASH: hex(32).default("52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"),
  DRAND_PUBLIC_KEY: hex(96).default(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
  ),
  DRAND_GENESIS: z.coerce.number().int().min(1).default(1_692_803_367),
  DRAND_PERIOD: z.coerce.number().int().min(1).default(3),
  METRICS_TOKEN: z.string().min(1).optional(),
  TRUSTED_HOPS: count(0),
  LIMITS_NETWORK_PER_MIN: z.coerce.number().int().min(1).default(600),
  LIMITS_NETWORK_JOINS: z.coerce.number().int().min(0).max(65_535).default(20),
  TURNSTILE_SITE_KEY: z.string().min(1).optional(),
  TURNSTILE_SECRET_KEY: z.string().min(1).optional(),
  TURNSTILE_VERIFY_URL: z.url().default("https://challenges.cloudflare.com/turnstile/v0/siteverify"),
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
