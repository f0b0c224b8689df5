import type { AnswerRow, OrderRow } from "@/db/queries/claims";
import { answerOf, beginAttempt, type Key, rememberAnswer } from "@/db/queries/payments";
import { confirmIntent, type Payment } from "@/lib/payments/confirm";
import { createIntent } from "@/lib/payments/create";
import { type DeclineReason, type Intent, isAuthorized, stripeCallMsMax } from "@/lib/payments/intent";
import { retrieveIntent } from "@/lib/payments/retrieve";

/** What the card said. Only `authorized` may be committed; `unknown` is never taken for a refusal. */
export type Charge =
  | { kind: "authorized" }
  | { kind: "requires_action"; clientSecret: string | undefined }
  | { kind: "processing" }
  | { kind: "declined"; reason: DeclineReason }
  /** The intent was let go: nothing can be paid with it any more. */
  | { kind: "ended" }
  /** Another key's attempt is under way, or none is left. */
  | { kind: "conflict" }
  | { kind: "attempts_used_up" };

const attemptsMax = 5;

/** One card attempt per key: the first call begins it, a repeat continues it and asks no second time. */
export async function pay(order: OrderRow, answer: AnswerRow, payment: Payment): Promise<Charge> {
  const intent = order.paymentIntentId
    ? await retrieveIntent(order.paymentIntentId)
    : await createIntent({ orderId: order.id, ...order });
  if (!intent.ok) return { kind: "processing" };
  if (intent.value.status === "canceled") return { kind: "ended" };
  if (answer.attempt !== null) return resume(order, answer, intent.value, payment);
  if (order.attempts > 0) {
    const state = chargeOf(intent.value);
    if (state) return state.kind === "authorized" ? state : { kind: "conflict" };
  }
  if (order.attempts >= attemptsMax) return { kind: "attempts_used_up" };
  return begin(order, answer, intent.value, payment);
}

async function begin(order: OrderRow, key: Key, intent: Intent, payment: Payment): Promise<Charge> {
  const attempt = await beginAttempt({
    actor: key.actor,
    key: key.key,
    orderId: order.id,
    intentId: intent.id,
    seenAttempts: order.attempts,
    inFlightMs: stripeCallMsMax,
  });
  if (attempt === undefined) {
    const mine = await answerOf(key);
    // The same key pressed twice: the other press is at the card right now.
    return mine?.attempt ? { kind: "processing" } : { kind: "conflict" };
  }
  const confirmed = await confirmIntent({ intentId: intent.id, orderId: order.id, attempt, payment });
  if (confirmed.ok) return chargeOf(confirmed.value) ?? { kind: "processing" };
  if (confirmed.problem.kind === "payment_declined") return declined(key, confirmed.problem.reason);
  const now = await retrieveIntent(intent.id);
  // `requires_payment_method` may mean "declined" or "not arrived yet": only the same attempt's answer tells.
  return (now.ok && chargeOf(now.value)) || { kind: "processing" };
}

async function resume(order: OrderRow, answer: AnswerRow, intent: Intent, payment: Payment): Promise<Charge> {
  const state = chargeOf(intent);
  if (state) return state;
  if (answer.attempt === null || answer.attempt < order.attempts) return { kind: "conflict" };
  const confirmed = await confirmIntent({ intentId: intent.id, orderId: order.id, attempt: answer.attempt, payment });
  if (!confirmed.ok && confirmed.problem.kind === "payment_declined") return declined(answer, confirmed.problem.reason);
  const over = confirmed.ok || (confirmed.problem.kind === "payment_unknown" && confirmed.problem.kept);
  if (!over) return { kind: "processing" };
  // Stripe may have replayed an older answer (the challenge that was failed since): judge by what is true now.
  const now = await retrieveIntent(intent.id);
  if (!now.ok) return { kind: "processing" };
  return (
    chargeOf(now.value) ??
    declined(answer, now.value.declined ?? (confirmed.ok ? "authentication_failed" : "try_again"))
  );
}

function chargeOf(intent: Intent): Charge | undefined {
  if (isAuthorized(intent)) return { kind: "authorized" };
  if (intent.status === "requires_action") return { kind: "requires_action", clientSecret: intent.clientSecret };
  return intent.processing ? { kind: "processing" } : undefined;
}

async function declined(key: Key, reason: DeclineReason): Promise<Charge> {
  await rememberAnswer(key, 402, { reason });
  return { kind: "declined", reason };
}
