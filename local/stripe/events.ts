import type Stripe from "stripe";
import { z } from "zod";
import { type Call, seconds } from "./call";
import { missing } from "./errors";
import { newId } from "./ids";
import { listPage } from "./list";
import { flag, paging, read, text } from "./params";
import { apiVersion } from "./settings";
import { deliveriesOf, enqueue } from "./webhooks/enqueue";

type Subject = Stripe.PaymentIntent | Stripe.Charge | Stripe.Refund | Stripe.Dispute;
type EventType =
  | `payment_intent.${"created" | "amount_capturable_updated" | "succeeded" | "payment_failed" | "canceled" | "requires_action"}`
  | `charge.${"succeeded" | "captured" | "failed" | "refunded" | "refund.updated"}`
  | `charge.dispute.${"created" | "updated" | "closed" | "funds_withdrawn" | "funds_reinstated"}`
  | `refund.${"created" | "updated" | "failed"}`;

/** Tells of a change: the event keeps the object as it is at this moment and waits for its deliveries. */
export function emit(call: Call, type: EventType, object: Subject, previous?: object): void {
  const event = {
    id: newId("evt"),
    object: "event",
    api_version: apiVersion,
    created: seconds(call),
    data: { object, ...(previous && { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: 0,
    request: { id: call.requestId, idempotency_key: call.idempotencyKey },
    type,
  };
  call.store.put("events", event as Stripe.Event);
  enqueue(call, event.id, type);
}

const listing = z.strictObject({
  ...paging,
  type: text.optional(),
  types: z.array(text).max(20).optional(),
  delivery_success: flag.optional(),
});

export function listEvents(call: Call) {
  const asked = read(listing, call.params);
  const wanted = asked.types ?? (asked.type ? [asked.type] : undefined);
  const events = call.store
    .oldestFirst("events")
    .filter((event) => !wanted || wanted.some((pattern) => matches(pattern, event.type)))
    .filter(({ id }) => asked.delivery_success === undefined || delivered(call, id) === asked.delivery_success);
  const page = listPage(events, asked, "/v1/events");
  return { ...page, data: page.data.map((event) => withPending(call, event)) };
}

export function retrieveEvent(call: Call, id: string) {
  const event = call.store.get("events", id);
  if (!event) throw missing("event", id, "id", true);
  return withPending(call, event);
}

export function withPending(call: Call, event: Stripe.Event): Stripe.Event {
  const pending = deliveriesOf(call.store, event.id).filter(({ state }) => state === "pending");
  return { ...event, pending_webhooks: pending.length };
}

const delivered = (call: Call, id: string) => deliveriesOf(call.store, id).every(({ state }) => state === "delivered");

const matches = (pattern: string, type: string) =>
  pattern === "*" || (pattern.endsWith(".*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type);
