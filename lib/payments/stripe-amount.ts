import { fractionDigits } from "@/lib/core/money";

// Charged by Stripe as if they had two decimals: https://docs.stripe.com/currencies#special-cases
const twoDecimalsAtStripe = new Set(["ISK", "UGX"]);

const factorOf = (currency: string) => (twoDecimalsAtStripe.has(currency) && fractionDigits(currency) === 0 ? 100 : 1);

/** Our smallest unit to the one Stripe charges in. */
export const toStripe = (cents: number, currency: string) => cents * factorOf(currency);
export const fromStripe = (amount: number, currency: string) => Math.floor(amount / factorOf(currency));
