import { randomUUID } from "node:crypto";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refused, stripeAccount } from "./account";

let account: Awaited<ReturnType<typeof stripeAccount>>;
let intents: Stripe["paymentIntents"];

beforeAll(async () => {
  account = await stripeAccount();
  intents = account.stripe.paymentIntents;
});
afterAll(() => account.stop());

const order = { amount: 2500, currency: "usd", allowed_payment_method_types: ["card" as const] };
const key = () => ({ idempotencyKey: randomUUID() });
const replayed = (answer: Stripe.Response<unknown>) => answer.lastResponse.headers["idempotent-replayed"];

describe("one key, one answer (https://docs.stripe.com/api/idempotent_requests)", () => {
  test("a repeat gets the first answer, marked as a replay", async () => {
    const same = key();
    const first = await intents.create(order, same);
    const again = await intents.create(order, same);
    expect(again.id).toBe(first.id);
    expect([replayed(first), replayed(again)]).toEqual([undefined, "true"]);
    expect(again.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
    expect((await intents.create(order, key())).id).not.toBe(first.id);
  });

  test("the order of parameters does not matter", async () => {
    const same = key();
    const first = await intents.create({ ...order, metadata: { a: "1", b: "2" } }, same);
    const again = await intents.create({ metadata: { b: "2", a: "1" }, ...order }, same);
    expect(again.id).toBe(first.id);
  });

  test("a decline is replayed as well: the card is asked once", async () => {
    const { id } = await account.anIntent();
    const same = key();
    const decline = () => intents.confirm(id, { payment_method: "pm_card_chargeDeclined" }, same);
    const [first, again] = [await refused(decline()), await refused(decline())];
    expect(again).toMatchObject({ statusCode: 402, charge: first.charge });
    expect(again.headers?.["idempotent-replayed"]).toBe("true");
    expect((await account.stripe.charges.list({ payment_intent: id })).data).toHaveLength(1);
  });

  test("a replay answers what was true then, not what is true now", async () => {
    const same = key();
    const created = await intents.create(order, same);
    await intents.cancel(created.id);
    expect((await intents.create(order, same)).status).toBe("requires_payment_method");
    expect((await intents.retrieve(created.id)).status).toBe("canceled");
  });

  test("the same key twice at once makes one intent", async () => {
    const same = key();
    const answers = await Promise.allSettled([intents.create(order, same), intents.create(order, same)]);
    const made = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value.id : []));
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made).size).toBe(1);
  });
});

describe("a key used wrongly (https://docs.stripe.com/error-low-level#idempotency)", () => {
  test("other parameters are refused", async () => {
    const same = key();
    await intents.create(order, same);
    const error = await refused(intents.create({ ...order, amount: 9900 }, same));
    expect(error).toMatchObject({ type: "StripeIdempotencyError", rawType: "idempotency_error", statusCode: 400 });
    expect(error.message).toContain("same parameters");
  });

  test("another endpoint is refused", async () => {
    const same = key();
    const { id } = await intents.create(order, same);
    const error = await refused(intents.cancel(id, {}, same));
    expect(error).toMatchObject({ rawType: "idempotency_error", statusCode: 400 });
    expect((await intents.retrieve(id)).status).toBe("requires_payment_method");
  });

  test("a request that was never valid leaves its key free", async () => {
    const same = key();
    expect((await refused(intents.create({ ...order, amount: 1 }, same))).code).toBe("amount_too_small");
    expect((await intents.create(order, same)).amount).toBe(2500);
  });

  test("a refusal after the work began keeps its key", async () => {
    const { id } = await account.anIntent();
    const same = key();
    expect((await refused(intents.capture(id, {}, same))).code).toBe("payment_intent_unexpected_state");
    await intents.confirm(id, { payment_method: "pm_card_visa" });
    expect((await refused(intents.capture(id, {}, same))).code).toBe("payment_intent_unexpected_state");
    expect((await intents.capture(id, {}, key())).status).toBe("succeeded");
  });
});
