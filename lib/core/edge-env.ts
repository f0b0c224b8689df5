/** The few values the edge needs, without zod: it would add 28 KB to every request's gate. Read at use, not at import. */
function required(name: string, value: string | undefined): string {
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

const defaultStripeJs = "https://js.stripe.com/v3/";

export const edgeEnv = () => ({
  masters: [
    required("HOLDFAST_SECRET", process.env.HOLDFAST_SECRET),
    process.env.HOLDFAST_SECRET_PREVIOUS || undefined,
  ].filter((master) => master !== undefined),
  /** Without a slash at its end. */
  baseUrl: required("NEXTAUTH_URL", process.env.NEXTAUTH_URL).replace(/\/$/, ""),
  stripeOrigin: new URL(process.env.STRIPE_JS_URL || defaultStripeJs).origin,
  isDevelopment: process.env.NODE_ENV === "development",
});
