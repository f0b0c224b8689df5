import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { orderById } from "@/db/queries/claims";
import { comparePayments } from "@/lib/orders/compare-payments";
import { giveUp } from "@/lib/orders/give-up";
import { reconcileIntents } from "@/lib/orders/reconcile";
import { captureIntent } from "@/lib/payments/capture";
import { stripe } from "@/lib/payments/client";
import { confirmIntent } from "@/lib/payments/confirm";
import { createIntent } from "@/lib/payments/create";
import { listIntents, lookUpIntent } from "@/lib/payments/list-intents";
import { aFan, visa } from "../fixtures/fan";
import { ask } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { claimInPostgres, endInPostgres, payInPostgres } from "../fixtures/ledger";
import { brokenPromises } from "../fixtures/promises";
import { aSale } from "../fixtures/sale";
import { eventually, rows } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

type Wish = { eventId: string; orderId?: string; captured?: boolean; card?: string };

/** Money at Stripe that no order knows of: its webhook finds nobody. */
async function anIntent({ eventId, orderId = randomUUID(), captured = false, card = "pm_card_visa" }: Wish) {
  const { id } = granted(await createIntent({ orderId, eventId, totalCents: 2500, currency: "EUR" }));
  granted(await confirmIntent({ intentId: id, orderId, attempt: 1, payment: { paymentMethod: card } }));
  if (captured) granted(await captureIntent(id));
  return { id, orderId };
}

/** Every webhook of the intent has come: from here nobody but the reconciler looks at it. */
const untilTold = (intentId: string) =>
  eventually(
    async () => {
      const { data } = await stripe().events.list({ limit: 100 });
      const ids = data.filter((event) => JSON.stringify(event.data.object).includes(intentId)).map(({ id }) => id);
      const told = await rows("select 1 from processed_messages where message_id = any ($1)", [ids]);
      return told.length === ids.length;
    },
    (all) => all,
  );

const seen = async (intentId: string) => {
  const intent = await lookUpIntent(intentId);
  if (!intent) throw new Error("no intent");
  return intent;
};
const judged = async (intentId: string) =>
  (await comparePayments([await seen(intentId)])).findings.map(({ check }) => check);
const reconcile = async (intentId: string) => (await reconcileIntents([await seen(intentId)])).repaired;

/** An order claimed in Postgres, whose intent Stripe has authorized or captured already. */
async function anOrderWithMoney(status: "pending" | "paid" | "expired", captured: boolean, card?: string) {
  const world = await anEvent();
  const hold = granted(await ask(world, 1));
  const orderId = randomUUID();
  const { id } = await anIntent({ eventId: world.eventId, orderId, captured, ...(card && { card }) });
  await untilTold(id);
  await claimInPostgres(hold, orderId);
  if (status === "paid") await payInPostgres(orderId);
  if (status === "expired") await endInPostgres(orderId);
  await rows("update orders set payment_intent_id = $2 where id = $1", [orderId, id]);
  return { ...world, orderId, id };
}

test("an authorization without an order is cancelled", async () => {
  const { id } = await anIntent(await anEvent());
  expect(await judged(id)).toEqual(["authorization_without_order"]);
  expect(await reconcile(id)).toMatchObject([{ now: "right" }]);
  expect(await seen(id)).toMatchObject({ status: "canceled", capturedCents: 0 });
  expect(await reconcile(id)).toEqual([]);
});

test("money taken without an order goes back whole, once, however often it is looked at", async () => {
  const { id } = await anIntent({ ...(await anEvent()), captured: true });
  expect(await judged(id)).toEqual(["capture_without_order"]);
  await Promise.all([reconcile(id), reconcile(id)]);
  await reconcile(id);
  expect(await seen(id)).toMatchObject({ capturedCents: 2500, refundedCents: 2500 });
  expect((await stripe().refunds.list({ payment_intent: id })).data).toHaveLength(1);
  expect(await judged(id)).toEqual([]);
});

test("many captures without an order at once are left for somebody to look at; one of them alone is sent back", async () => {
  const { eventId } = await anEvent();
  const ids = [];
  for (let n = 0; n < 4; n++) ids.push((await anIntent({ eventId, captured: true })).id);
  for (const id of ids) await untilTold(id);
  const { repaired } = await reconcileIntents(await Promise.all(ids.map(seen)));
  expect(repaired.map(({ now }) => now)).toEqual(["wrong", "wrong", "wrong", "wrong"]);
  for (const id of ids) expect((await seen(id)).refundedCents).toBe(0);

  for (const id of ids) {
    expect(await reconcile(id)).toMatchObject([{ now: "right" }]);
    expect((await seen(id)).refundedCents).toBe(2500);
  }
});

test("a place in Stripe's list that Stripe has forgotten ends the pass; the next begins anew", async () => {
  const from = new Date(Date.now() - 60_000);
  expect(await listIntents({ from, to: new Date(), after: "pi_forgotten" })).toEqual({ intents: [], next: undefined });
});

test("of an authorization that was taken in part, what was taken goes back, not what was let go of", async () => {
  const { id } = await anIntent(await anEvent());
  await stripe().paymentIntents.capture(id, { amount_to_capture: 1000 });
  expect(await seen(id)).toMatchObject({ capturedCents: 1000, refundedCents: 0 });
  expect(await reconcile(id)).toMatchObject([{ now: "right" }]);
  expect(await seen(id)).toMatchObject({ capturedCents: 1000, refundedCents: 1000 });
});

test("what belongs to an event we do not know is not touched", async () => {
  const { id } = await anIntent({ eventId: randomUUID(), captured: true });
  expect(await judged(id)).toEqual([]);
  expect(await reconcile(id)).toEqual([]);
  expect(await seen(id)).toMatchObject({ refundedCents: 0 });
});

test.each([
  [false, "authorization_of_ended_order", { status: "canceled" }],
  [true, "capture_of_ended_order", { status: "succeeded", refundedCents: 2500 }],
])("the money of an ended order is let go of (captured: %s)", async (captured, check, after) => {
  const { id } = await anOrderWithMoney("expired", captured);
  expect(await judged(id)).toEqual([check]);
  expect(await reconcile(id)).toMatchObject([{ now: "right" }]);
  expect(await seen(id)).toMatchObject(after);
});

test.each([1000, 2500])("what somebody sent back of it at Stripe (%i) does not go back twice", async (amount) => {
  const { id, orderId } = await anOrderWithMoney("expired", true);
  await stripe().refunds.create({ payment_intent: id, amount });
  const order = await orderById(orderId);
  if (!order) throw new Error("no order");
  expect([await giveUp(order), await giveUp(order)]).toEqual([true, true]);
  expect(await seen(id)).toMatchObject({ status: "succeeded", capturedCents: 2500, refundedCents: 2500 });
  expect(await judged(id)).toEqual([]);
});

test("money of an ended order that the bank sends back to us stays named", async () => {
  const { id } = await anOrderWithMoney("expired", true, "pm_card_refundFail");
  await reconcile(id);
  await eventually(
    () => seen(id),
    ({ refundedCents }) => refundedCents === 0,
  );
  expect(await reconcile(id)).toMatchObject([{ now: "wrong", finding: { check: "capture_of_ended_order" } }]);
});

test.each([
  ["pending", false, "payment_undecided"],
  ["pending", true, "payment_undecided"],
  ["paid", false, "paid_not_captured"],
  ["paid", true, "paid_not_captured"],
] as const)("an order that is %s goes on to its tickets (captured: %s)", async (status, captured, check) => {
  const { id, orderId, eventId } = await anOrderWithMoney(status, captured);
  expect(await judged(id)).toEqual([check]);
  expect(await reconcile(id)).toMatchObject([{ now: "right" }]);
  const [order] = await rows("select status, captured_at is not null as captured from orders where id = $1", [orderId]);
  expect(order).toEqual({ status: "paid", captured: true });
  expect((await comparePayments([await seen(id)])).totals).toEqual({
    EUR: { capturedCents: 2500, refundedCents: 0, ledgerCents: 2500 },
  });
  expect(await rows("select status from tickets where event_id = $1", [eventId])).toEqual([{ status: "valid" }]);
});

async function aPurchase() {
  const [fan, sale] = [await aFan(), await aSale()];
  const bought = await fan.purchase((await fan.reserve(sale.eventId, sale.two)).body.hold.id, visa);
  expect(bought.status).toBe(201);
  return { eventId: sale.eventId, orderId: bought.body.order.id, id: bought.body.order.paymentIntentId ?? "" };
}

test.each([
  [1000, "partially_refunded", ["valid", "valid"]],
  [5000, "refunded", ["void", "void"]],
])("a refund of %i made at Stripe is booked once, with who did it", async (amount, status, tickets) => {
  const { eventId, orderId, id } = await aPurchase();
  await stripe().refunds.create({ payment_intent: id, amount });
  await Promise.all([reconcile(id), reconcile(id)]);
  expect(await judged(id)).toEqual([]);
  expect(await rows("select status, refunded_cents from orders where id = $1", [orderId])).toEqual([
    { status, refunded_cents: amount },
  ]);
  expect(await rows("select actor, amount_cents from refunds where order_id = $1", [orderId])).toEqual([
    { actor: "stripe", amount_cents: amount },
  ]);
  expect(await rows("select status from tickets where order_id = $1", [orderId])).toEqual(
    tickets.map((each) => ({ status: each })),
  );
  const atRest = await eventually(
    () => brokenPromises(eventId),
    (found) => found.length === 0,
  );
  expect(atRest).toEqual([]);
});

test("a refund of ours that Stripe does not have stays named", async () => {
  const { orderId, id } = await aPurchase();
  await rows(
    `insert into ledger_entries (transaction, account, amount_cents, currency, order_id)
     values ($1, 'processor', -700, 'EUR', $2), ($1, 'organizer_payable', 700, 'EUR', $2)`,
    [`refund:${randomUUID()}`, orderId],
  );
  expect(await judged(id)).toEqual(["money_differs"]);
  expect(await reconcile(id)).toMatchObject([{ now: "wrong" }]);
});

test("a ledger line without its other side is refused by Postgres itself", async () => {
  const { orderId } = await aPurchase();
  const lopsided = rows(
    `insert into ledger_entries (transaction, account, amount_cents, currency, order_id) values ($1, 'tax', 1, 'EUR', $2)`,
    [`refund:${randomUUID()}`, orderId],
  );
  await expect(lopsided).rejects.toThrow("does not balance");
});
