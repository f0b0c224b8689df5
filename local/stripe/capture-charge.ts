import type Stripe from "stripe";
import { book } from "./balance";
import type { Call } from "./call";
import { idOf } from "./ids";
import { behaviourOf } from "./payment-methods";
import { reverseAuthorization } from "./refunds/reverse-authorization";

/** Moves the money of an authorized charge; what is not captured goes back to the card, as a refund of its own. */
export function captureCharge(call: Call, charge: Stripe.Charge, amount: number): Stripe.Charge {
  const { settlesAtOnce = false } = behaviourOf(call, idOf(charge.payment_method) ?? "");
  const { currency } = charge;
  const booked = book(call, { kind: "charge", amount, currency, source: charge.id, atOnce: settlesAtOnce });
  const captured = call.store.put("charges", {
    ...charge,
    amount_captured: amount,
    balance_transaction: booked.id,
    captured: true,
  });
  const rest = charge.amount - amount;
  return rest > 0 ? reverseAuthorization(call, captured, rest) : captured;
}
