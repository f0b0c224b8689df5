import { afterAll, beforeAll, describe, expect } from "vitest";
import { localTest, stripeAccount } from "./account";

let account: Awaited<ReturnType<typeof stripeAccount>>;
beforeAll(async () => {
  account = await stripeAccount();
});
afterAll(() => account.stop());

const typed = (number: string, more: Record<string, string> = {}) => ({
  "payment_method_data[type]": "card",
  "payment_method_data[card][number]": number,
  "payment_method_data[card][exp_month]": "12",
  "payment_method_data[card][exp_year]": "34",
  "payment_method_data[card][cvc]": "123",
  ...more,
});
const tokenFor = (card: Record<string, string>) => account.fromBrowser("POST", "/v1/confirmation_tokens", card);

describe("with a publishable key (https://docs.stripe.com/keys)", () => {
  localTest(
    "a browser reads an intent by its client secret, without what is private (https://docs.stripe.com/api/payment_intents/retrieve)",
    async () => {
      const intent = await account.anIntent({ metadata: { orderId: "secret" } });
      const path = `/v1/payment_intents/${intent.id}`;
      const { status, body, headers } = await account.fromBrowser("GET", path, {
        client_secret: intent.client_secret ?? "",
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({ id: intent.id, amount: 2500, status: "requires_payment_method" });
      expect(body).not.toHaveProperty("metadata");
      expect(headers.get("access-control-allow-origin")).toBe("*");
    },
  );

  localTest("without the client secret, or with another's, it reads nothing", async () => {
    const [mine, other] = [await account.anIntent(), await account.anIntent()];
    const path = `/v1/payment_intents/${mine.id}`;
    expect((await account.fromBrowser("GET", path)).body.error.code).toBe("parameter_missing");
    const wrong = await account.fromBrowser("GET", path, { client_secret: other.client_secret ?? "" });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error).toMatchObject({ code: "payment_intent_invalid_parameter", param: "client_secret" });
  });

  localTest("it can neither create nor capture (https://docs.stripe.com/error-codes#secret-key-required)", async () => {
    const { id } = await account.anIntent({ confirm: true, payment_method: "pm_card_visa" });
    const created = await account.fromBrowser("POST", "/v1/payment_intents", { amount: "2500", currency: "usd" });
    const captured = await account.fromBrowser("POST", `/v1/payment_intents/${id}/capture`);
    expect([created.status, captured.status]).toEqual([401, 401]);
    expect(created.body.error.code).toBe("secret_key_required");
    expect((await account.stripe.paymentIntents.retrieve(id)).status).toBe("requires_capture");
  });

  localTest("a preflight is answered, so pages of any origin may ask", async () => {
    const answer = await fetch(`${account.url}/v1/confirmation_tokens`, { method: "OPTIONS" });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-headers")).toContain("Authorization");
  });
});

describe("typed cards (https://docs.stripe.com/testing#cards)", () => {
  localTest("a token of a typed card pays, and shows the card it was", async () => {
    const { status, body } = await tokenFor(typed("4242 4242 4242 4242", { return_url: "https://example.com/back" }));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      object: "confirmation_token",
      use_stripe_sdk: true,
      return_url: "https://example.com/back",
    });
    expect(JSON.stringify(body)).not.toContain("4242424242424242");
    const { id } = await account.anIntent();
    const paid = await account.stripe.paymentIntents.confirm(id, {
      confirmation_token: body.id,
      expand: ["payment_method"],
    });
    expect(paid.status).toBe("requires_capture");
    expect(paid.payment_method).toMatchObject({
      card: { brand: "visa", last4: "4242", exp_month: 12, exp_year: 2034 },
    });
  });

  localTest("a spent token does not pay again, even after a decline", async () => {
    const { body } = await tokenFor(typed("4000000000000002"));
    const { id } = await account.anIntent();
    const confirm = () => account.stripe.paymentIntents.confirm(id, { confirmation_token: body.id });
    await expect(confirm()).rejects.toMatchObject({ statusCode: 402, decline_code: "generic_decline" });
    await expect(confirm()).rejects.toMatchObject({ statusCode: 400, param: "confirmation_token" });
  });

  localTest.each([
    ["4242424242424241", {}, "incorrect_number"],
    ["4242424242424242", { "payment_method_data[card][exp_month]": "13" }, "invalid_expiry_month"],
    ["4242424242424242", { "payment_method_data[card][exp_year]": "20" }, "invalid_expiry_year"],
    ["4242424242424242", { "payment_method_data[card][cvc]": "1" }, "invalid_cvc"],
    ["4539148803436467", {}, "card_declined"],
  ])("%s with %o is refused as %s (https://docs.stripe.com/testing#invalid-data)", async (number, wrong, code) => {
    const { status, body } = await tokenFor(typed(number, wrong));
    expect(status).toBe(402);
    expect(body.error).toMatchObject({ type: "card_error", code });
  });

  localTest("card numbers in server code are refused (https://docs.stripe.com/security/guide)", async () => {
    const number = { number: "4242424242424242", exp_month: 12, exp_year: 2034, cvc: "123" };
    const sent = account.stripe.paymentMethods.create({ type: "card", card: number });
    await expect(sent).rejects.toMatchObject({ statusCode: 402 });
    const named = await account.stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
    expect(named.card?.last4).toBe("4242");
  });

  localTest("the scripts and the card form are served (https://docs.stripe.com/js)", async () => {
    const script = await fetch(`${account.url}/v3/stripe.js`);
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect(await script.text()).toContain("window.Stripe");
    expect(await (await fetch(`${account.url}/v3/card-form`)).text()).toContain("Card number");
  });
});
