import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../eventually";
import { idOf, localTest, refused, stripeAccount } from "./account";

let account: Awaited<ReturnType<typeof stripeAccount>>;
let stripe: Stripe;

beforeAll(async () => {
  account = await stripeAccount();
  stripe = account.stripe;
});
afterAll(() => account.stop());

const chargeOf = async (intent: Stripe.PaymentIntent) => stripe.charges.retrieve(idOf(intent.latest_charge));

describe("refunds (https://docs.stripe.com/refunds)", () => {
  test("a refund gives everything back and says whose it was (https://docs.stripe.com/api/refunds/create)", async () => {
    const paid = await account.aPayment();
    const refund = await stripe.refunds.create({ payment_intent: paid.id, metadata: { refund_id: "r1" } });
    expect(refund).toMatchObject({
      object: "refund",
      amount: 2500,
      status: "succeeded",
      payment_intent: paid.id,
      charge: idOf(paid.latest_charge),
      metadata: { refund_id: "r1" },
    });
    expect(await chargeOf(paid)).toMatchObject({ amount_refunded: 2500, refunded: true });
    expect((await stripe.paymentIntents.retrieve(paid.id)).status).toBe("succeeded");
  });

  test("parts add up and are found by their intent (https://docs.stripe.com/api/refunds/list)", async () => {
    const paid = await account.aPayment();
    const first = await stripe.refunds.create({ payment_intent: paid.id, amount: 1000, metadata: { refund_id: "a" } });
    const second = await stripe.refunds.create({ charge: idOf(paid.latest_charge), amount: 500 });
    expect(await chargeOf(paid)).toMatchObject({ amount_refunded: 1500, refunded: false });
    const { data } = await stripe.refunds.list({ payment_intent: paid.id });
    expect(data.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(data[1]?.metadata).toEqual({ refund_id: "a" });
  });

  test("more than is left is refused (https://docs.stripe.com/api/refunds/create#amount)", async () => {
    const paid = await account.aPayment();
    await stripe.refunds.create({ payment_intent: paid.id, amount: 2000 });
    const error = await refused(stripe.refunds.create({ payment_intent: paid.id, amount: 501 }));
    expect(error).toMatchObject({ statusCode: 400, rawType: "invalid_request_error", param: "amount" });
    expect((await stripe.refunds.create({ payment_intent: paid.id, amount: 500 })).amount).toBe(500);
  });

  test("what was refunded is not refunded again (https://docs.stripe.com/error-codes#charge-already-refunded)", async () => {
    const paid = await account.aPayment();
    await stripe.refunds.create({ payment_intent: paid.id });
    const error = await refused(stripe.refunds.create({ payment_intent: paid.id }));
    expect(error).toMatchObject({ statusCode: 400, code: "charge_already_refunded" });
  });

  test("an intent nobody paid has nothing to refund (https://docs.stripe.com/refunds)", async () => {
    const { id } = await account.anIntent();
    expect(await refused(stripe.refunds.create({ payment_intent: id }))).toMatchObject({ statusCode: 400 });
  });

  test("an unknown charge and no charge at all are refused (https://docs.stripe.com/error-codes)", async () => {
    const error = await refused(stripe.refunds.create({ charge: "ch_unknown" }));
    expect(error.code).toBe("resource_missing");
    expect((await refused(stripe.refunds.create({}))).statusCode).toBe(400);
  });

  test("metadata may be changed afterwards (https://docs.stripe.com/api/refunds/update)", async () => {
    const { id: payment_intent } = await account.aPayment();
    const { id } = await stripe.refunds.create({ payment_intent, metadata: { kept: "1" } });
    expect((await stripe.refunds.update(id, { metadata: { more: "2" } })).metadata).toEqual({ kept: "1", more: "2" });
    expect((await stripe.refunds.retrieve(id)).amount).toBe(2500);
  });

  localTest("a pending refund arrives later (https://docs.stripe.com/testing#refunds)", async () => {
    const { id: payment_intent } = await account.aPayment("pm_card_pendingRefund");
    const pending = await stripe.refunds.create({ payment_intent });
    expect(pending.status).toBe("pending");
    await account.settleRefund(pending.id, "succeed");
    expect((await stripe.refunds.retrieve(pending.id)).status).toBe("succeeded");
  });

  localTest("a failed refund gives the money back to us (https://docs.stripe.com/refunds#failed-refunds)", async () => {
    const paid = await account.aPayment("pm_card_refundFail");
    const refund = await stripe.refunds.create({ payment_intent: paid.id });
    expect(refund.status).toBe("succeeded");
    await account.settleRefund(refund.id, "fail");
    const failed = await stripe.refunds.retrieve(refund.id);
    expect(failed).toMatchObject({ status: "failed", failure_reason: expect.any(String) });
    expect(failed.failure_balance_transaction).toMatch(/^txn_/);
    expect(await chargeOf(paid)).toMatchObject({ refunded: false, amount_refunded: 0 });
  });
});

describe("disputes (https://docs.stripe.com/testing#disputes)", () => {
  const disputeOf = (intent: Stripe.PaymentIntent) =>
    eventually(async () => (await stripe.disputes.list({ payment_intent: intent.id })).data[0]);

  test("a disputed charge is marked, and giving in loses it (https://docs.stripe.com/api/disputes/close)", async () => {
    const paid = await account.aPayment("pm_card_createDispute");
    const dispute = await disputeOf(paid);
    expect(dispute).toMatchObject({ object: "dispute", amount: 2500, reason: "fraudulent", status: "needs_response" });
    expect((await chargeOf(paid)).disputed).toBe(true);
    expect((await stripe.disputes.close(dispute.id)).status).toBe("lost");
    expect((await refused(stripe.disputes.close(dispute.id))).statusCode).toBe(400);
  });

  test("a disputed charge cannot be refunded (https://docs.stripe.com/error-codes#charge-disputed)", async () => {
    const paid = await account.aPayment("pm_card_createDispute");
    await disputeOf(paid);
    const error = await refused(stripe.refunds.create({ payment_intent: paid.id }));
    expect(error).toMatchObject({ statusCode: 400, code: "charge_disputed" });
  });

  test("winning evidence wins (https://docs.stripe.com/testing#evidence)", async () => {
    const { id } = await disputeOf(await account.aPayment("pm_card_createDispute"));
    await stripe.disputes.update(id, { evidence: { uncategorized_text: "winning_evidence" } });
    const won = await eventually(async () => {
      const dispute = await stripe.disputes.retrieve(id);
      return dispute.status === "won" ? dispute : undefined;
    });
    expect(won.status).toBe("won");
  });
});

describe("balance and events", () => {
  test("a payment books its fee, a refund takes the rest (https://docs.stripe.com/api/balance_transactions)", async () => {
    const paid = await account.aPayment();
    const refund = await stripe.refunds.create({ payment_intent: paid.id });
    const { data } = await stripe.balanceTransactions.list({ source: idOf(paid.latest_charge) });
    expect(data[0]).toMatchObject({ type: "charge", amount: 2500, currency: "usd" });
    expect(data[0]?.net).toBe(2500 - (data[0]?.fee ?? 0));
    const back = await stripe.balanceTransactions.retrieve(idOf(refund.balance_transaction));
    expect(back).toMatchObject({ type: "refund", amount: -2500 });
  });

  test("the balance lists what is there and what is on its way (https://docs.stripe.com/api/balance)", async () => {
    await account.aPayment();
    const balance = await stripe.balance.retrieve();
    expect(balance.object).toBe("balance");
    expect(balance.pending.find(({ currency }) => currency === "usd")).toBeDefined();
    expect(Array.isArray(balance.available)).toBe(true);
  });

  test("events tell each step and keep the object of that moment (https://docs.stripe.com/api/events/types)", async () => {
    const { id } = await account.anIntent({ confirm: true, payment_method: "pm_card_visa" });
    await stripe.paymentIntents.capture(id);
    const types = ["payment_intent.succeeded", "payment_intent.amount_capturable_updated", "payment_intent.created"];
    const events = await eventually(async () => {
      const { data } = await stripe.events.list({ types, limit: 100 });
      const ours = data.filter(({ data: { object } }) => "id" in object && object.id === id);
      return ours.length === 3 ? ours : undefined;
    });
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(types));
    const captured = events.find(({ type }) => type === "payment_intent.succeeded");
    expect(captured?.data.object).toMatchObject({ id, status: "succeeded", amount_received: 2500 });
    expect((await stripe.events.retrieve(captured?.id ?? "")).type).toBe("payment_intent.succeeded");
    expect((await refused(stripe.events.retrieve("evt_unknown"))).statusCode).toBe(404);
  });
});
