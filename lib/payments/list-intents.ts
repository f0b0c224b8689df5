import Stripe from "stripe";
import { OutageError } from "@/lib/core/failure";
import { stripe } from "./client";
import { ask, type Intent, readIntent } from "./intent";
import { fromStripe } from "./stripe-amount";

/** An intent of ours as a list shows it, with what has gone back of it or is on its way. */
export type ListedIntent = Intent & { orderId: string; eventId: string; createdAt: Date; refundedCents: number };
export type IntentPage = { intents: ListedIntent[]; next: string | undefined };

/** When intents were made; `after` is the id the page before ended with. */
export type Listing = { from: Date; to: Date; after?: string | undefined };

const pageMax = 100;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/**
 * A page of intents, newest first; those that carry no order of ours are left out. A place to go on from that Stripe no
 * longer knows ends the list. Throws while Stripe is away.
 */
export async function listIntents({ from, to, after }: Listing): Promise<IntentPage> {
  const listed = await ask(() =>
    stripe().paymentIntents.list({
      created: { gte: seconds(from), lte: seconds(to) },
      limit: pageMax,
      expand: ["data.latest_charge"],
      ...(after && { starting_after: after }),
    }),
  ).catch((error: unknown) => (after ? unknown(error) : Promise.reject(error)));
  if (!listed.ok) throw new OutageError("Stripe does not answer: look again later");
  if (!listed.value) return { intents: [], next: undefined };
  const { data, has_more } = listed.value;
  return { intents: data.flatMap(readListed), next: has_more ? data.at(-1)?.id : undefined };
}

/** The same of one intent; undefined for what Stripe does not know, or what is not ours. */
export async function lookUpIntent(intentId: string): Promise<ListedIntent | undefined> {
  const found = await ask(() => stripe().paymentIntents.retrieve(intentId, { expand: ["latest_charge"] })).catch(
    unknown,
  );
  if (!found.ok) throw new OutageError("Stripe does not answer: look again later");
  return found.value && readListed(found.value)[0];
}

function unknown(error: unknown) {
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return { ok: true, value: undefined } as const;
  throw error;
}

function readListed(intent: Stripe.PaymentIntent): ListedIntent[] {
  const { orderId = "", eventId = "" } = intent.metadata;
  if (!uuid.test(orderId) || !uuid.test(eventId)) return [];
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  // What a cancelled authorization or a capture of less lets go of is shown as refunded, too, but was never taken.
  const refunded = charge?.captured ? charge.amount_refunded - (charge.amount - charge.amount_captured) : 0;
  const refundedCents = fromStripe(refunded, intent.currency.toUpperCase());
  return [{ ...readIntent(intent), orderId, eventId, createdAt: new Date(intent.created * 1000), refundedCents }];
}
