import type Stripe from "stripe";
import type { Attempt, Delivery } from "./collections";
import type { Store } from "./store";

/** Everything an auditor compares our books with. Not part of Stripe's API. */
export function ledger(store: Store) {
  const attempts = groupBy(store.oldestFirst("attempts"), ({ intent }) => intent);
  const charges = groupBy(store.oldestFirst("charges"), ({ payment_intent }) => String(payment_intent));
  const deliveries = groupBy(store.oldestFirst("deliveries"), ({ event }) => event);
  return {
    intents: store.oldestFirst("payment_intents").map((intent) => ({
      ...intent,
      attempts: (attempts.get(intent.id) ?? []).map(shownAttempt),
      charges: charges.get(intent.id) ?? [],
    })),
    refunds: store.oldestFirst("refunds"),
    disputes: store.oldestFirst("disputes"),
    events: store.oldestFirst("events").map((event) => shownEvent(event, deliveries.get(event.id) ?? [])),
  };
}

const shownAttempt = ({ intent, ...attempt }: Attempt) => attempt;

const shownEvent = ({ id, type, created, data }: Stripe.Event, deliveries: Delivery[]) => ({
  id,
  type,
  created,
  object: "id" in data.object ? data.object.id : null,
  deliveries: deliveries.map(({ endpoint, state, attempts }) => ({ endpoint, state, attempts })),
});

function groupBy<Item>(items: Item[], keyOf: (item: Item) => string) {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
