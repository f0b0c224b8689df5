"use client";

import { loadStripe } from "@stripe/stripe-js/pure";

const scripts = new Map<string, Promise<void>>();

function insert(url: string): Promise<void> {
  const known = scripts.get(url);
  if (known) return known;
  const inserted = new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => {
      scripts.delete(url);
      reject(new Error("the payment form did not load"));
    };
    document.head.append(script);
  });
  scripts.set(url, inserted);
  return inserted;
}

/** The address is known only at run time: our script goes first, and the library takes the `window.Stripe` it finds. */
export async function stripeFrom(url: string, publishableKey: string) {
  await insert(url);
  return loadStripe(publishableKey);
}
