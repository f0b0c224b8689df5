"use client";

import { Elements } from "@stripe/react-stripe-js";
import type { Stripe, StripeElementsOptions } from "@stripe/stripe-js";
import { useEffect, useState } from "react";
import type { CheckoutTexts, PayAnswer } from "./answers";
import { appearance } from "./appearance";
import type { Attempt } from "./attempt";
import { CardForm } from "./card-form";
import { stripeFrom } from "./load-stripe";

export type CheckoutProps = {
  holdId: string;
  buyer: { name: string; email: string };
  /** What each ticket is called where a name may be given to it. */
  tickets: string[];
  /** Who is signed in, or how to. */
  who: React.ReactNode;
  purchase: (attempt: Attempt) => Promise<PayAnswer>;
  /** What to do once these tickets are gone. */
  over: React.ReactNode;
  texts: CheckoutTexts;
};

type Props = CheckoutProps & {
  /** In the unit the payment provider counts in. */
  charge: { amount: number; currency: string };
  stripeJsUrl: string;
  publishableKey: string;
  /** What the card form speaks. */
  language: "en" | "ar";
};

type Loaded = { stripe: Stripe | null; look: StripeElementsOptions["appearance"] };

/** The card form comes from the payment provider: card numbers never touch a page or server of ours. */
export function CardCheckout({ stripeJsUrl, publishableKey, charge, language, ...checkout }: Props) {
  const [loaded, setLoaded] = useState<Loaded>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const take = (stripe: Stripe | null) => setLoaded({ stripe, look: appearance() });
    stripeFrom(stripeJsUrl, publishableKey).then(take, () => setFailed(true));
  }, [stripeJsUrl, publishableKey]);

  const options: StripeElementsOptions = {
    locale: language,
    mode: "payment",
    captureMethod: "manual",
    allowedPaymentMethodTypes: ["card"],
    amount: charge.amount,
    currency: charge.currency,
    ...(loaded?.look && { appearance: loaded.look }),
  };
  return (
    <Elements stripe={loaded?.stripe ?? null} options={options}>
      <CardForm {...checkout} failed={failed} />
    </Elements>
  );
}
