import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "../call";
import { checkAmount, checkCurrency } from "../currencies";
import { missing, unexpectedState } from "../errors";
import { mergeMetadata } from "../metadata";
import { choice, clearable, ignored, integer, read, text } from "../params";
import { findMethod, methodFromData } from "../payment-methods";
import { described } from "./described";
import { findIntent } from "./find";

const updating = z.strictObject({
  ...described,
  amount: integer.optional(),
  application_fee_amount: z.union([z.literal("").transform(() => null), integer]).optional(),
  capture_method: choice(["automatic", "automatic_async", "manual"]).optional(),
  currency: text.optional(),
  customer: clearable.optional(),
  payment_method: clearable.optional(),
  payment_method_options: ignored,
});
type Given = z.output<typeof updating>;

/** Before it is paid for, what an intent asks may change; what describes it may always. */
export function updateIntent(call: Call, id: string): Stripe.PaymentIntent {
  const given = read(updating, call.params);
  const intent = findIntent(call, id);
  if (given.customer) throw missing("customer", given.customer, "customer", false);
  refuseLate(intent, given);

  const currency = given.currency === undefined ? intent.currency : checkCurrency(given.currency);
  const amount = given.amount ?? intent.amount;
  if (given.amount !== undefined || given.currency !== undefined) checkAmount(amount, currency);
  const repriced = amount !== intent.amount || currency !== intent.currency;
  const paymentMethod = methodAfter(call, intent, given);
  const { application_fee_amount: fee = intent.application_fee_amount } = given;

  return call.store.put("payment_intents", {
    ...intent,
    amount,
    currency,
    application_fee_amount: fee,
    capture_method: given.capture_method ?? intent.capture_method,
    description: given.description === undefined ? intent.description : given.description || null,
    metadata: mergeMetadata(intent.metadata, given.metadata),
    payment_method: paymentMethod,
    receipt_email: given.receipt_email === undefined ? intent.receipt_email : given.receipt_email || null,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? intent.statement_descriptor_suffix,
    ...(repriced || paymentMethod !== intent.payment_method ? confirmAgain(paymentMethod) : {}),
  });
}

const confirmAgain = (paymentMethod: string | null) => ({
  next_action: null,
  status: paymentMethod ? "requires_confirmation" : "requires_payment_method",
});

function methodAfter(call: Call, intent: Stripe.PaymentIntent, given: Given): string | null {
  if (given.payment_method_data) return methodFromData(call, given.payment_method_data).id;
  if (given.payment_method === "") return null;
  if (given.payment_method) return findMethod(call, given.payment_method, "payment_method").id;
  return typeof intent.payment_method === "string" ? intent.payment_method : null;
}

const open = ["requires_payment_method", "requires_confirmation", "requires_action"];

function refuseLate(intent: Stripe.PaymentIntent, given: Given) {
  if (open.includes(intent.status)) return;
  const names = ["amount", "currency", "capture_method", "payment_method", "payment_method_data"] as const;
  const [late] = names.filter((name) => given[name] !== undefined);
  if (!late) return;
  const message = `This PaymentIntent's ${late} could not be updated because it has a status of ${intent.status}. You may only update the ${late} of a PaymentIntent with one of the following statuses: ${open.join(", ")}.`;
  throw unexpectedState(message, intent);
}
