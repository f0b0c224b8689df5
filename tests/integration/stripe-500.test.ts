import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelIntent } from "@/lib/payments/cancel";
import { captureIntent } from "@/lib/payments/capture";
import { confirmIntent } from "@/lib/payments/confirm";
import { createIntent } from "@/lib/payments/create";
import { refundIntent } from "@/lib/payments/refund";
import { fault, type OwnStripe, privateKeys, startStripe } from "../contract/stripe/emulator";

let own: OwnStripe;
beforeAll(async () => {
  own = await startStripe();
  process.env.STRIPE_API_URL = own.url;
  process.env.STRIPE_SECRET_KEY = privateKeys.secretKey;
});
afterAll(async () => {
  await own.stop("SIGKILL");
});

const kept500 = (path: string) => fault(own, { path: `/v1/${path}`, method: "POST", status: 500 });
const anIntent = async () => {
  const orderId = randomUUID();
  const made = await createIntent({ orderId, eventId: randomUUID(), totalCents: 2500, currency: "EUR" });
  if (!made.ok) throw new Error("no intent");
  return { orderId, id: made.value.id };
};
async function anAuthorizedIntent() {
  const { orderId, id } = await anIntent();
  await confirmIntent({ intentId: id, orderId, attempt: 1, payment: { paymentMethod: "pm_card_visa" } });
  return { orderId, id };
}

test("an order gets its one intent though Stripe keeps a 500 for the first key", async () => {
  const order = { orderId: randomUUID(), eventId: randomUUID(), totalCents: 2500, currency: "EUR" };
  await kept500("payment_intents");
  expect(await createIntent(order)).toMatchObject({ ok: false, problem: { kind: "payment_unknown" } });
  const [made, again] = [await createIntent(order), await createIntent(order)];
  expect(made).toMatchObject({ ok: true, value: { status: "requires_payment_method", amountCents: 2500 } });
  expect(again).toEqual(made);
});

test("a card attempt that Stripe keeps a 500 for is known to be over, a lost one is not", async () => {
  const { orderId, id } = await anIntent();
  const attempt = { intentId: id, orderId, attempt: 1, payment: { paymentMethod: "pm_card_visa" } };
  await kept500(`payment_intents/${id}/confirm`);
  expect(await confirmIntent(attempt)).toMatchObject({ problem: { kind: "payment_unknown", kept: false } });
  expect(await confirmIntent(attempt)).toMatchObject({ problem: { kind: "payment_unknown", kept: true } });
  expect(await confirmIntent({ ...attempt, attempt: 2 })).toMatchObject({ value: { status: "requires_capture" } });
});

test("after one 500 reserved money is taken all the same, once", async () => {
  const { id } = await anAuthorizedIntent();
  await kept500(`payment_intents/${id}/capture`);
  expect(await captureIntent(id)).toMatchObject({ ok: true, value: { status: "requires_capture" } });
  expect(await captureIntent(id)).toMatchObject({ ok: true, value: { status: "succeeded", capturedCents: 2500 } });
  expect(await captureIntent(id)).toMatchObject({ ok: true, value: { status: "succeeded", capturedCents: 2500 } });
});

test("after one 500 reserved money is let go all the same", async () => {
  const { id } = await anAuthorizedIntent();
  await kept500(`payment_intents/${id}/cancel`);
  expect(await cancelIntent(id)).toMatchObject({ ok: true, value: { status: "requires_capture" } });
  expect(await cancelIntent(id)).toMatchObject({ ok: true, value: { status: "canceled" } });
});

test("after one 500 money goes back all the same, once", async () => {
  const { id: intentId } = await anAuthorizedIntent();
  await captureIntent(intentId);
  const wish = { refundId: randomUUID(), intentId, amountCents: 1000, currency: "EUR" };
  await kept500("refunds");
  expect(await refundIntent(wish)).toMatchObject({ ok: false, problem: { kind: "payment_unknown" } });
  await Promise.all([refundIntent(wish), refundIntent(wish)]);
  expect(await refundIntent(wish)).toMatchObject({ ok: true, value: { state: "succeeded" } });
  const { data } = await own.stripe.refunds.list({ payment_intent: intentId });
  expect(data.map(({ amount }) => amount)).toEqual([1000]);
});
