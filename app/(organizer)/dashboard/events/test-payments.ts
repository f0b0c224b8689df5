import { env } from "@/lib/core/env";

/** Stripe names its keys by what they charge. */
export const testPayments = () => env().STRIPE_SECRET_KEY.startsWith("sk_test_");
