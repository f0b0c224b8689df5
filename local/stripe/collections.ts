import type Stripe from "stripe";
import type { CardName } from "./cards";

/** One try to pay, kept beside the intent: Stripe's object only names the latest charge. */
export type Attempt = {
  id: string;
  intent: string;
  atMs: number;
  paymentMethod: string;
  brand: string;
  last4: string;
  outcome: "requires_action" | "authentication_failed" | "declined" | "authorized" | "succeeded";
  charge: string | null;
  code: string | null;
  declineCode: string | null;
  requestId: string | null;
};

/** What a card does when charged: no field of Stripe's PaymentMethod says it. */
type CardOnFile = { id: string; card: CardName };

/** A 3-D Secure authentication asked of an intent's current payment method. */
type Challenge = {
  id: string;
  attempt: string;
  paymentMethod: string;
  returnUrl: string | null;
  outcome: "open" | "succeeded" | "failed";
};

/** Answers of POSTs by idempotency key, as Stripe keeps them for a day. */
export type Remembered = {
  id: string;
  atMs: number;
  path: string;
  params: string;
  requestId: string;
  status: number;
  body: string;
};

export type DeliveryAttempt = { atMs: number; status: number | null; error?: string; duplicate?: boolean };
export type Delivery = {
  id: string;
  event: string;
  endpoint: string;
  state: "pending" | "delivered" | "failed" | "dropped";
  dueAtMs: number;
  attempts: DeliveryAttempt[];
};

/** Work Stripe does later by itself. */
type Job = { id: string; atMs: number; refund: string; outcome: "succeeded" | "failed" };

export type WebhookMode = {
  id: "webhooks";
  mode: "normal" | "hold" | "duplicate" | "reverse" | "drop";
  delayMs: number;
};

export type Collections = {
  payment_intents: Stripe.PaymentIntent;
  charges: Stripe.Charge;
  payment_methods: Stripe.PaymentMethod;
  confirmation_tokens: Stripe.ConfirmationToken;
  refunds: Stripe.Refund;
  disputes: Stripe.Dispute;
  balance_transactions: Stripe.BalanceTransaction;
  events: Stripe.Event;
  webhook_endpoints: Stripe.WebhookEndpoint;
  cards: CardOnFile;
  challenges: Challenge;
  attempts: Attempt;
  remembered: Remembered;
  deliveries: Delivery;
  /** The ids of deliveries still to be made, so that finding them stays quick. */
  undelivered: { id: string };
  jobs: Job;
  webhook_mode: WebhookMode;
};

export type CollectionName = keyof Collections;
export type Tables = { [Name in CollectionName]: Map<string, Collections[Name]> };
export const collectionNames = [
  "payment_intents",
  "charges",
  "payment_methods",
  "confirmation_tokens",
  "refunds",
  "disputes",
  "balance_transactions",
  "events",
  "webhook_endpoints",
  "cards",
  "challenges",
  "attempts",
  "remembered",
  "deliveries",
  "undelivered",
  "jobs",
  "webhook_mode",
] as const satisfies readonly CollectionName[];
