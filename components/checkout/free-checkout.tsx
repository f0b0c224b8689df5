"use client";

import { useNow } from "@/components/ui/use-now";
import { BuyerForm } from "./buyer-form";
import type { CheckoutProps } from "./card-checkout";
import { usePayment, useResume } from "./use-payment";

const nobodyAsks = async () => undefined;

/** Nothing to pay: a name, an address, and the tickets. */
export function FreeCheckout({ holdId, purchase, texts, ...form }: CheckoutProps) {
  const { state, run, open } = usePayment({ holdId, purchase, confirm: nobodyAsks, offline: texts.offline });
  const ready = useNow() !== undefined;
  useResume(holdId, ready, run);
  return (
    <BuyerForm
      {...form}
      {...{ state, texts }}
      ready={ready}
      onSubmit={(buyer) => run(open() ?? { ...buyer, key: crypto.randomUUID() })}
    />
  );
}
