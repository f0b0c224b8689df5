import type Stripe from "stripe";
import type { Call } from "../call";
import type { Decline } from "../cards";
import type { Attempt } from "../collections";
import { newId } from "../ids";

type Noted = {
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod;
  outcome: Attempt["outcome"];
  charge?: Stripe.Charge;
  decline?: Pick<Decline, "code"> & Partial<Decline>;
};

/** Writes down a try to pay; the end of a 3-D Secure try overwrites its beginning. */
export function noteAttempt(call: Call, { intent, method, outcome, charge, decline }: Noted): Attempt {
  const challenge = call.store.get("challenges", intent.id);
  const begun = challenge?.outcome === "open" && challenge.paymentMethod === method.id;
  return call.store.put("attempts", {
    id: begun ? challenge.attempt : newId("att"),
    intent: intent.id,
    atMs: call.nowMs,
    paymentMethod: method.id,
    brand: method.card?.brand ?? "",
    last4: method.card?.last4 ?? "",
    outcome,
    charge: charge?.id ?? null,
    code: decline?.code ?? null,
    declineCode: decline?.declineCode ?? null,
    requestId: call.requestId,
  });
}
