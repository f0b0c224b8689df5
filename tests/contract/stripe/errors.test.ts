import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { localTest, refused, stripeAccount } from "./account";

let account: Awaited<ReturnType<typeof stripeAccount>>;
let intents: Stripe["paymentIntents"];

beforeAll(async () => {
  account = await stripeAccount();
  intents = account.stripe.paymentIntents;
});
afterAll(() => account.stop());

const invalid = { type: "StripeInvalidRequestError", rawType: "invalid_request_error", statusCode: 400 };

/** Sends what the types would forbid. */
const raw = (path: string, params: Record<string, unknown>) => account.stripe.rawRequest("POST", path, params);

describe("parameters", () => {
  test.each([
    ["nothing at all", {}, "parameter_missing", "amount"],
    ["no currency", { amount: 2500 }, "parameter_missing", "currency"],
    ["an amount that is no number", { amount: "lots", currency: "usd" }, "parameter_invalid_integer", "amount"],
    ["half a cent", { amount: "10.5", currency: "usd" }, "parameter_invalid_integer", "amount"],
    ["an unknown name", { amount: 2500, currency: "usd", colour: "red" }, "parameter_unknown", "colour"],
    ["an empty currency", { amount: 2500, currency: "" }, "parameter_invalid_empty", "currency"],
  ])("%s is refused by name (https://docs.stripe.com/error-codes)", async (_what, params, code, param) => {
    expect(await refused(raw("/v1/payment_intents", params))).toMatchObject({ ...invalid, code, param });
  });

  test("an unknown choice is refused (https://docs.stripe.com/api/payment_intents/create#capture_method)", async () => {
    const params = { amount: 2500, currency: "usd", capture_method: "some_day" };
    expect(await refused(raw("/v1/payment_intents", params))).toMatchObject({ ...invalid, param: "capture_method" });
  });

  test("an unknown currency is refused (https://docs.stripe.com/currencies)", async () => {
    const error = await refused(intents.create({ amount: 2500, currency: "xxx" }));
    expect(error).toMatchObject({ ...invalid, param: "currency" });
  });

  test.each([
    [49, "usd", "amount_too_small"],
    [29, "gbp", "amount_too_small"],
    [100_000_000, "usd", "amount_too_large"],
  ])(
    "%i %s is refused as %s (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts)",
    async (amount, currency, code) => {
      expect(await refused(intents.create({ amount, currency }))).toMatchObject({ ...invalid, code, param: "amount" });
    },
  );

  test("a yen has no cents and a dinar ends in zero (https://docs.stripe.com/currencies#special-cases)", async () => {
    expect((await intents.create({ amount: 50, currency: "jpy" })).amount).toBe(50);
    expect((await intents.create({ amount: 5120, currency: "kwd" })).amount).toBe(5120);
    expect(await refused(intents.create({ amount: 5124, currency: "kwd" }))).toMatchObject({
      ...invalid,
      param: "amount",
    });
  });

  test("a property that is no object cannot be expanded (https://docs.stripe.com/api/expanding_objects)", async () => {
    const { id } = await account.anIntent();
    expect(await refused(intents.retrieve(id, { expand: ["nonsense"] }))).toMatchObject(invalid);
  });

  test("confirming with Dashboard methods needs a way back (https://docs.stripe.com/upgrades/manage-payment-methods)", async () => {
    const made = await intents.create({ amount: 2500, currency: "usd", automatic_payment_methods: { enabled: true } });
    const error = await refused(intents.confirm(made.id, { payment_method: "pm_card_visa" }));
    expect(error).toMatchObject(invalid);
    expect(error.message).toContain("return_url");
    const paid = await intents.confirm(made.id, { payment_method: "pm_card_visa", return_url: "https://example.com" });
    expect(paid.status).toBe("succeeded");
  });
});

describe("who asks", () => {
  test("a wrong key is 401 (https://docs.stripe.com/api/authentication)", async () => {
    const apiKey = "sk_test_of_somebody_else";
    expect(await refused(intents.list({ limit: 1 }, { apiKey }))).toMatchObject({
      type: "StripeAuthenticationError",
      statusCode: 401,
    });
    expect((await intents.list({ limit: 1 })).object).toBe("list");
  });

  localTest("no key is 401, and a Basic user is a key (https://docs.stripe.com/api/authentication)", async () => {
    const bare = await fetch(`${account.url}/v1/balance`);
    expect(bare.status).toBe(401);
    expect((await bare.json()).error.type).toBe("invalid_request_error");
    const authorization = `Basic ${btoa("sk_test_wrong:")}`;
    expect((await fetch(`${account.url}/v1/balance`, { headers: { authorization } })).status).toBe(401);
  });

  test("an unknown URL is 404 (https://docs.stripe.com/api/errors)", async () => {
    const error = await refused(raw("/v1/payment_wishes", {}));
    expect(error).toMatchObject({ statusCode: 404, rawType: "invalid_request_error" });
  });
});

describe("objects that are not there", () => {
  test.each(["retrieve", "capture", "cancel"] as const)(
    "to %s an unknown intent is 404 (https://docs.stripe.com/error-codes#resource-missing)",
    async (verb) => {
      expect(await refused(intents[verb]("pi_unknown"))).toMatchObject({
        statusCode: 404,
        code: "resource_missing",
        param: "intent",
      });
    },
  );

  test("an unknown card is a wrong parameter (https://docs.stripe.com/error-codes#resource-missing)", async () => {
    const { id } = await account.anIntent();
    const error = await refused(intents.confirm(id, { payment_method: "pm_unknown" }));
    expect(error).toMatchObject({ ...invalid, code: "resource_missing", param: "payment_method" });
  });
});

describe("states that do not fit (https://docs.stripe.com/payments/paymentintents/lifecycle)", () => {
  const unexpected = { ...invalid, code: "payment_intent_unexpected_state" };

  test("without a card there is nothing to confirm", async () => {
    const { id } = await account.anIntent();
    expect(await refused(intents.confirm(id))).toMatchObject(unexpected);
  });

  test("a paid intent cannot be confirmed, captured or canceled again", async () => {
    const { id } = await account.aPayment();
    expect(await refused(intents.confirm(id))).toMatchObject(unexpected);
    expect(await refused(intents.capture(id))).toMatchObject(unexpected);
    const error = await refused(intents.cancel(id));
    expect(error).toMatchObject(unexpected);
    expect(error.message).toContain("succeeded");
    expect((await intents.retrieve(id)).status).toBe("succeeded");
  });

  test("a canceled intent stays canceled", async () => {
    const { id } = await account.anIntent();
    await intents.cancel(id);
    expect(await refused(intents.cancel(id))).toMatchObject(unexpected);
    expect(await refused(intents.confirm(id, { payment_method: "pm_card_visa" }))).toMatchObject(unexpected);
    expect((await intents.retrieve(id)).latest_charge).toBeNull();
  });

  test("an authorized intent takes no second card and no other price", async () => {
    const { id } = await account.anIntent({ confirm: true, payment_method: "pm_card_visa" });
    expect(await refused(intents.confirm(id, { payment_method: "pm_card_visa" }))).toMatchObject(unexpected);
    expect(await refused(intents.update(id, { amount: 9900 }))).toMatchObject(unexpected);
    expect((await intents.update(id, { metadata: { note: "fine" } })).metadata).toEqual({ note: "fine" });
  });

  test("what is not authorized cannot be captured", async () => {
    const { id } = await account.anIntent();
    expect(await refused(intents.capture(id))).toMatchObject(unexpected);
  });

  test("more than was authorized cannot be captured (https://docs.stripe.com/api/payment_intents/capture)", async () => {
    const { id } = await account.anIntent({ confirm: true, payment_method: "pm_card_visa" });
    const error = await refused(intents.capture(id, { amount_to_capture: 2501 }));
    expect(error).toMatchObject({ ...invalid, code: "amount_too_large", param: "amount_to_capture" });
    expect((await intents.capture(id, { amount_to_capture: 2500 })).amount_received).toBe(2500);
  });

  test("parameters of confirming need confirm=true (https://docs.stripe.com/api/payment_intents/create)", async () => {
    expect(await refused(account.anIntent({ off_session: true }))).toMatchObject({ ...invalid, param: "off_session" });
  });
});
