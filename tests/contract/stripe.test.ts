import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { idOf, localTest, refused, stripeAccount } from "./stripe/account";

let account: Awaited<ReturnType<typeof stripeAccount>>;
let intents: Stripe["paymentIntents"];

beforeAll(async () => {
  account = await stripeAccount();
  intents = account.stripe.paymentIntents;
});
afterAll(() => account.stop());

const card = (intent: Stripe.PaymentIntent) =>
  typeof intent.latest_charge === "object" ? intent.latest_charge?.payment_method_details?.card : undefined;

describe("creating", () => {
  test("an intent without a card waits for one (https://docs.stripe.com/api/payment_intents/create)", async () => {
    const intent = await account.anIntent({ metadata: { orderId: "o1" } });
    expect(intent).toMatchObject({
      object: "payment_intent",
      status: "requires_payment_method",
      amount: 2500,
      amount_capturable: 0,
      amount_received: 0,
      latest_charge: null,
      metadata: { orderId: "o1" },
      livemode: false,
    });
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_`));
    expect(await intents.retrieve(intent.id)).toEqual(intent);
  });

  test("an intent with a card waits to be confirmed (https://docs.stripe.com/payments/paymentintents/lifecycle)", async () => {
    const intent = await account.anIntent({ payment_method: "pm_card_visa" });
    expect(intent.status).toBe("requires_confirmation");
    expect(idOf(intent.payment_method)).toMatch(/^pm_/);
    expect((await intents.confirm(intent.id)).status).toBe("requires_capture");
  });

  test("creating and confirming in one call pays at once (https://docs.stripe.com/api/payment_intents/create)", async () => {
    const paid = await account.aPayment();
    expect(paid).toMatchObject({ status: "succeeded", amount_received: 2500, amount_capturable: 0 });
  });
});

describe("authorize, then capture (https://docs.stripe.com/payments/place-a-hold-on-a-payment-method)", () => {
  test("a manual intent holds the money until it is captured", async () => {
    const { id } = await account.anIntent();
    const authorized = await intents.confirm(id, { payment_method: "pm_card_visa", expand: ["latest_charge"] });
    expect(authorized).toMatchObject({ status: "requires_capture", amount_capturable: 2500, amount_received: 0 });
    expect(authorized.latest_charge).toMatchObject({ captured: false, paid: true, amount_captured: 0 });
    expect(card(authorized)).toMatchObject({ brand: "visa", last4: "4242" });

    const captured = await intents.capture(id, {}, { idempotencyKey: `capture-${id}` });
    expect(captured).toMatchObject({ status: "succeeded", amount_capturable: 0, amount_received: 2500 });
  });

  test("a partial capture takes a part and gives the rest back", async () => {
    const { id } = await account.anIntent({ confirm: true, payment_method: "pm_card_mastercard" });
    const captured = await intents.capture(id, { amount_to_capture: 1500, expand: ["latest_charge"] });
    expect(captured).toMatchObject({ status: "succeeded", amount: 2500, amount_received: 1500 });
    expect(captured.latest_charge).toMatchObject({ amount_captured: 1500, amount_refunded: 1000, refunded: false });
  });

  test("canceling lets the held money go (https://docs.stripe.com/api/payment_intents/cancel)", async () => {
    const { id } = await account.anIntent({ confirm: true, payment_method: "pm_card_visa" });
    const canceled = await intents.cancel(id, { cancellation_reason: "abandoned", expand: ["latest_charge"] });
    expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned", amount_capturable: 0 });
    expect(canceled.canceled_at).toBeGreaterThan(0);
    expect(canceled.latest_charge).toMatchObject({ captured: false, refunded: true });
  });

  test("an intent that never saw a card can be canceled as well", async () => {
    const { id } = await account.anIntent();
    expect(await intents.cancel(id)).toMatchObject({ status: "canceled", latest_charge: null });
  });
});

describe("declined cards", () => {
  test("a decline is a 402 that says why, and the intent asks again (https://docs.stripe.com/declines/codes)", async () => {
    const { id } = await account.anIntent();
    const error = await refused(intents.confirm(id, { payment_method: "pm_card_chargeDeclinedInsufficientFunds" }));
    expect(error).toMatchObject({
      type: "StripeCardError",
      statusCode: 402,
      code: "card_declined",
      decline_code: "insufficient_funds",
    });
    expect(error.payment_intent?.id).toBe(id);

    const intent = await intents.retrieve(id);
    expect(intent).toMatchObject({ status: "requires_payment_method", payment_method: null });
    expect(intent.last_payment_error).toMatchObject({ code: "card_declined", decline_code: "insufficient_funds" });
    expect(intent.last_payment_error?.charge).toBe(error.charge);
  });

  test("another card pays the same intent; every try stays a charge (https://docs.stripe.com/api/charges/list)", async () => {
    const { id } = await account.anIntent();
    await refused(intents.confirm(id, { payment_method: "pm_card_chargeDeclined" }));
    const paid = await intents.confirm(id, { payment_method: "pm_card_visa" });
    expect(paid).toMatchObject({ status: "requires_capture", last_payment_error: null });

    const { data } = await account.stripe.charges.list({ payment_intent: id });
    expect(data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
    expect(data[1]).toMatchObject({ failure_code: "card_declined", outcome: { type: "issuer_declined" } });
  });

  test.each([
    ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card"],
    ["pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc"],
    ["pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error"],
    ["pm_card_radarBlock", "card_declined", "fraudulent"],
  ])("%s is refused as %s, %s (https://docs.stripe.com/testing#declined-payments)", async (method, code, decline) => {
    const error = await refused(account.aPayment(method));
    expect(error).toMatchObject({ statusCode: 402, code });
    expect([decline, ""]).toContain(error.decline_code);
    expect(error.message).not.toBe("");
  });
});

describe("3-D Secure", () => {
  const challenged = (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    account.anIntent({ confirm: true, payment_method: "pm_card_authenticationRequired", ...more });

  test("a card that wants it stops the intent for stripe.js (https://docs.stripe.com/payments/3d-secure)", async () => {
    const intent = await challenged({ use_stripe_sdk: true });
    expect(intent).toMatchObject({ status: "requires_action", amount_capturable: 0, latest_charge: null });
    expect(intent.next_action).toMatchObject({ type: "use_stripe_sdk", use_stripe_sdk: { type: expect.any(String) } });
  });

  test("with a return_url the customer is sent away (https://docs.stripe.com/api/payment_intents/object#next_action)", async () => {
    const intent = await challenged({ return_url: "https://example.com/back" });
    expect(intent.next_action?.type).toBe("redirect_to_url");
    expect(intent.next_action?.redirect_to_url?.return_url).toBe("https://example.com/back");
    expect(intent.next_action?.redirect_to_url?.url).toMatch(/^https?:/);
  });

  test("off session nobody can answer, so it is a decline (https://docs.stripe.com/testing#authentication-and-setup)", async () => {
    const error = await refused(challenged({ off_session: true }));
    expect(error).toMatchObject({ statusCode: 402, code: "authentication_required" });
    expect(error.payment_intent?.status).toBe("requires_payment_method");
  });

  test("error_on_requires_action makes it a decline, too (https://docs.stripe.com/api/payment_intents/create)", async () => {
    expect((await refused(challenged({ error_on_requires_action: true }))).statusCode).toBe(402);
    expect(
      (await account.anIntent({ confirm: true, payment_method: "pm_card_visa", error_on_requires_action: true }))
        .status,
    ).toBe("requires_capture");
  });

  test("while it waits the intent can be given up (https://docs.stripe.com/api/payment_intents/cancel)", async () => {
    const { id } = await challenged();
    expect(await intents.cancel(id)).toMatchObject({ status: "canceled", next_action: null });
  });

  localTest("authenticated, the money is held (https://docs.stripe.com/payments/3d-secure)", async () => {
    const { id } = await challenged();
    await account.authenticate(id, "succeed");
    const intent = await intents.retrieve(id, { expand: ["latest_charge"] });
    expect(intent).toMatchObject({ status: "requires_capture", amount_capturable: 2500, next_action: null });
    expect(card(intent)?.three_d_secure).toMatchObject({ result: "authenticated" });
  });

  localTest("not authenticated, the intent asks for another card (https://docs.stripe.com/error-codes)", async () => {
    const { id } = await challenged();
    await account.authenticate(id, "fail");
    const intent = await intents.retrieve(id);
    expect(intent).toMatchObject({ status: "requires_payment_method", latest_charge: null, next_action: null });
    expect(intent.last_payment_error?.code).toBe("payment_intent_authentication_failure");
  });

  localTest(
    "an authenticated card can still be declined (https://docs.stripe.com/testing#authentication-and-setup)",
    async () => {
      const { id } = await challenged({
        payment_method: "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
      });
      await account.authenticate(id, "succeed");
      const intent = await intents.retrieve(id);
      expect(intent.status).toBe("requires_payment_method");
      expect(intent.last_payment_error).toMatchObject({ decline_code: "insufficient_funds" });
    },
  );

  localTest(
    "a manual confirmation waits for the server once more (https://docs.stripe.com/payments/finalize-payments-on-the-server)",
    async () => {
      const { id } = await challenged({ confirmation_method: "manual" });
      await account.authenticate(id, "succeed");
      expect((await intents.retrieve(id)).status).toBe("requires_confirmation");
      expect((await intents.confirm(id)).status).toBe("requires_capture");
    },
  );
});

describe("changing and reading", () => {
  test("metadata merges, and an empty value takes its key away (https://docs.stripe.com/api/metadata)", async () => {
    const { id } = await account.anIntent({ metadata: { kept: "1", gone: "2" } });
    const updated = await intents.update(id, { metadata: { gone: "", fresh: "3" }, amount: 3000 });
    expect(updated.metadata).toEqual({ kept: "1", fresh: "3" });
    expect(updated.amount).toBe(3000);
    expect((await intents.update(id, { metadata: "" })).metadata).toEqual({});
  });

  test("ids are expanded where asked for, and only there (https://docs.stripe.com/api/expanding_objects)", async () => {
    const { id } = await account.aPayment();
    const plain = await intents.retrieve(id);
    const expanded = await intents.retrieve(id, { expand: ["payment_method", "latest_charge.balance_transaction"] });
    expect([typeof plain.payment_method, typeof plain.latest_charge]).toEqual(["string", "string"]);
    expect(expanded.payment_method).toMatchObject({ object: "payment_method", card: { last4: "4242" } });
    expect(expanded.latest_charge).toMatchObject({ object: "charge" });
  });

  test("lists come newest first and go on behind a cursor (https://docs.stripe.com/api/pagination)", async () => {
    const made = [await account.anIntent(), await account.anIntent(), await account.anIntent()].map(({ id }) => id);
    const [newest = "", middle = "", oldest = ""] = made.toReversed();
    const page = await intents.list({ limit: 1, ending_before: middle });
    expect(page.data.length).toBe(1);
    const after = await intents.list({ limit: 2, starting_after: newest });
    expect(after.data).toHaveLength(2);
    expect(after.has_more).toBe(true);
    expect(after.url).toBe("/v1/payment_intents");

    // Others may pay here meanwhile.
    const listed: string[] = [];
    for await (const { id } of intents.list({ limit: 2, starting_after: newest })) {
      listed.push(id);
      if (id === oldest || listed.length > 200) break;
    }
    expect(listed.filter((id) => made.includes(id))).toEqual([middle, oldest]);
  });

  test("every answer names its request and version (https://docs.stripe.com/api/request_ids)", async () => {
    const { lastResponse } = await account.anIntent();
    expect(lastResponse.requestId).toMatch(/^req_/);
    expect(lastResponse.apiVersion).toMatch(/^\d{4}-\d{2}-\d{2}/);
  });
});

describe("confirmation tokens (https://docs.stripe.com/api/confirmation_tokens)", () => {
  const aToken = () => account.stripe.testHelpers.confirmationTokens.create({ payment_method: "pm_card_visa" });

  test("a token carries a card to one confirmation and remembers it", async () => {
    const token = await aToken();
    expect(token).toMatchObject({ object: "confirmation_token", payment_intent: null });
    expect(token.payment_method_preview).toMatchObject({ type: "card", card: { last4: "4242" } });
    expect(token.expires_at ?? 0).toBeGreaterThan(token.created);

    const { id } = await account.anIntent();
    const confirmed = await intents.confirm(id, { confirmation_token: token.id });
    expect(confirmed.status).toBe("requires_capture");
    expect((await account.stripe.confirmationTokens.retrieve(token.id)).payment_intent).toBe(id);
  });

  test("a token pays once", async () => {
    const token = await aToken();
    const [first, second] = [await account.anIntent(), await account.anIntent()];
    expect((await intents.confirm(first.id, { confirmation_token: token.id })).status).toBe("requires_capture");
    const error = await refused(intents.confirm(second.id, { confirmation_token: token.id }));
    expect(error).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400 });
    expect((await intents.retrieve(second.id)).latest_charge).toBeNull();
  });

  test("a token nobody made is refused", async () => {
    const { id } = await account.anIntent();
    const error = await refused(intents.confirm(id, { confirmation_token: "ctoken_unknown" }));
    expect(error.code).toBe("resource_missing");
  });
});
