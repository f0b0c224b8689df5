import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refused } from "./account";
import { fault, type OwnStripe, startStripe } from "./emulator";

let own: OwnStripe;
beforeAll(async () => {
  own = await startStripe();
});
afterAll(async () => {
  await own.stop("SIGKILL");
});

const order = { amount: 2500, currency: "usd", allowed_payment_method_types: ["card" as const] };
const created = () => own.stripe.paymentIntents.create(order);
const key = () => ({ idempotencyKey: randomUUID() });
const intentsOf = async (orderId: string) => {
  const { data } = await own.stripe.paymentIntents.list({ limit: 100 });
  return data.filter(({ metadata }) => metadata.orderId === orderId);
};

describe("when Stripe is in trouble (https://docs.stripe.com/error-low-level)", () => {
  test("the same key while the first request runs is a conflict", async () => {
    await fault(own, { path: "/v1/payment_intents", delayMs: 3000 });
    const same = key();
    const first = own.stripe.paymentIntents.create(order, same);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const error = await refused(own.stripe.paymentIntents.create(order, same));
    expect(error).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
    const { id } = await first;
    expect((await own.stripe.paymentIntents.create(order, same)).id).toBe(id);
  });

  test("a 500 is kept by its key, though nothing was done", async () => {
    const orderId = randomUUID();
    const same = key();
    const create = () => own.stripe.paymentIntents.create({ ...order, metadata: { orderId } }, same);
    await fault(own, { path: "/v1/payment_intents", status: 500 });
    expect(await refused(create())).toMatchObject({ type: "StripeAPIError", statusCode: 500 });
    const again = await refused(create());
    expect(again).toMatchObject({ statusCode: 500 });
    expect(again.headers?.["idempotent-replayed"]).toBe("true");
    expect(await intentsOf(orderId)).toHaveLength(0);
  });

  test("a 500 may come after the work: the key then tells what was done", async () => {
    const { id } = await created();
    const same = key();
    const confirm = () => own.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" }, same);
    await fault(own, { path: "/v1/payment_intents/*/confirm", status: 500, when: "after" });
    expect((await refused(confirm())).statusCode).toBe(500);
    expect((await own.stripe.paymentIntents.retrieve(id)).status).toBe("succeeded");
    expect((await confirm()).status).toBe("succeeded");
  });

  test("a 429 leaves the key free (https://docs.stripe.com/rate-limits)", async () => {
    const same = key();
    await fault(own, { path: "/v1/payment_intents", status: 429 });
    expect(await refused(own.stripe.paymentIntents.create(order, same))).toMatchObject({
      type: "StripeRateLimitError",
      statusCode: 429,
      code: "rate_limit",
    });
    expect((await own.stripe.paymentIntents.create(order, same)).amount).toBe(2500);
  });

  test("a dropped answer means the work was done; the library's repeat finds it done once", async () => {
    const orderId = randomUUID();
    await fault(own, { path: "/v1/payment_intents", dropAnswer: true, times: 2 });
    const create = own.stripe.paymentIntents.create({ ...order, metadata: { orderId } });
    expect(await refused(create)).toMatchObject({ type: "StripeConnectionError" });
    expect(await intentsOf(orderId)).toHaveLength(1);
  });

  test("a fault ends after its number of times and troubles no other path", async () => {
    await fault(own, { path: "/v1/refunds", status: 503, times: 2 });
    expect((await created()).amount).toBe(2500);
    for (const status of [503, 503]) expect((await refused(own.stripe.refunds.list())).statusCode).toBe(status);
    expect((await own.stripe.refunds.list()).object).toBe("list");
  });

  test("a fault nobody could mean is refused", async () => {
    expect((await fault(own, { path: "/v1/refunds", status: 200 })).status).toBe(400);
    expect((await fault(own, { path: "" })).status).toBe(400);
  });
});

describe("many at once", () => {
  test("64 purchases side by side each keep their money apart", async () => {
    const pay = async (index: number) => {
      const { id } = await own.stripe.paymentIntents.create({
        ...order,
        capture_method: "manual",
        amount: 1000 + index,
      });
      await own.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" });
      return own.stripe.paymentIntents.capture(id);
    };
    const paid = await Promise.all(Array.from({ length: 64 }, (_, index) => pay(index)));
    expect(paid.map(({ amount_received }) => amount_received)).toEqual(paid.map((_, index) => 1000 + index));
    expect(new Set(paid.map(({ latest_charge }) => latest_charge)).size).toBe(64);
  });
});
