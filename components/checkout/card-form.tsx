"use client";

import { PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js";
import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { useCallback, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { type Buyer, BuyerForm } from "./buyer-form";
import type { CheckoutProps } from "./card-checkout";
import { usePayment, useResume } from "./use-payment";

/** The token of a card, `invalid` when the form shows what is wrong with it, `failed` when there is no token. */
async function tokenOf(stripe: Stripe, elements: StripeElements, { name, email }: Buyer) {
  const checked = await elements.submit();
  if (checked.error) return checked.error.type === "validation_error" ? "invalid" : "failed";
  const { confirmationToken } = await stripe.createConfirmationToken({
    elements,
    params: { payment_method_data: { billing_details: { name, email } }, return_url: window.location.href },
  });
  return confirmationToken ?? "failed";
}

export function CardForm({ holdId, purchase, texts, failed, ...form }: CheckoutProps & { failed: boolean }) {
  const stripe = useStripe();
  const elements = useElements();
  const [ready, setReady] = useState(false);
  const [asking, setAsking] = useState(false);
  const confirm = useCallback(
    async (clientSecret: string) => {
      await stripe?.handleNextAction({ clientSecret });
    },
    [stripe],
  );
  const { state, run, open, refuse } = usePayment({ holdId, purchase, confirm, offline: texts.offline });
  useResume(holdId, stripe !== null, run);

  async function submit(buyer: Buyer) {
    const before = open();
    if (before) return run(before);
    if (!stripe || !elements || asking) return;
    setAsking(true);
    const token = await tokenOf(stripe, elements, buyer).catch(() => "failed" as const);
    setAsking(false);
    if (token === "invalid") return;
    if (token === "failed") return refuse({ kind: "refused", message: texts.form, next: "new" });
    return run({ ...buyer, key: crypto.randomUUID(), confirmationToken: token.id });
  }

  const shown = asking && state.kind !== "busy" ? ({ kind: "busy", at: "paying" } as const) : state;
  return (
    <BuyerForm state={shown} ready={ready} onSubmit={submit} texts={texts} {...form}>
      <fieldset className="flex min-h-64 flex-col">
        <legend className="pb-4 font-extrabold text-lg tracking-tight [font-stretch:108%]">{texts.payment}</legend>
        {failed && <Notice tone="bad" role="alert" title={texts.paymentFailed} />}
        {!ready && !failed && <p className="text-muted text-sm">{texts.paymentLoading}</p>}
        <PaymentElement
          onReady={() => setReady(true)}
          options={{ layout: "tabs", fields: { billingDetails: { name: "never", email: "never" } } }}
        />
      </fieldset>
    </BuyerForm>
  );
}
