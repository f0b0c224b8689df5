"use client";

import { useNow } from "@/components/ui/use-now";
import { BuyerForm } from "./buyer-form";
import type { CheckoutProps } from "./card-checkout";
import { usePayment, useResume } from "./use-payment";

const nobodyAsks = async () => undefined;

/** Nothing to pay: a name, an address, and the tickets. */
export function FreeCheckout({ holdId, buyer, purchase, over, texts }: CheckoutProps) {
  const { state, run, open } = usePayment({ holdId, purchase, confirm: nobodyAsks, offline: texts.offline });
  const ready = useNow() !== undefined;
  useResume(holdId, ready, run);
  return (
    <BuyerForm
      {...{ state, buyer, over, texts }}
      ready={ready}
      onSubmit={(person) => run(open() ?? { ...person, key: crypto.randomUUID() })}
    />
  );
}
