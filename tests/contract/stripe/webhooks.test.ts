import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { eventually, pause } from "../eventually";
import { type OwnStripe, startStripe, webhooks } from "./emulator";
import { startReceiver } from "./webhook-receiver";

// Deliveries need an endpoint the vendor could not reach, so these cases run against an emulator of their own.

let stripe: OwnStripe;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  receiver = await startReceiver();
  stripe = await startStripe({ webhookUrl: receiver.url });
});
afterEach(async () => {
  receiver.answerWith(200);
  await webhooks(stripe, "normal");
});
afterAll(async () => {
  await stripe.stop("SIGKILL");
  receiver.stop();
});

const pay = async () => {
  const { id } = await stripe.stripe.paymentIntents.create({
    amount: 2500,
    currency: "usd",
    capture_method: "manual",
    allowed_payment_method_types: ["card"],
    confirm: true,
    payment_method: "pm_card_visa",
  });
  return id;
};
const steps = ["payment_intent.created", "payment_intent.amount_capturable_updated"];
const heardOf = (id: string, count: number) =>
  eventually(() => (receiver.typesOf(id).length >= count ? receiver.typesOf(id) : undefined));

describe("webhooks (https://docs.stripe.com/webhooks)", () => {
  test("each step is told, signed for the official library (https://docs.stripe.com/webhooks/signature)", async () => {
    const id = await pay();
    await stripe.stripe.paymentIntents.capture(id);
    const types = await heardOf(id, 3);
    expect(new Set(types)).toEqual(new Set([...steps, "payment_intent.succeeded"]));
    const [{ event } = {}] = receiver.of(id);
    expect(event).toMatchObject({ object: "event", livemode: false, request: { id: expect.stringMatching(/^req_/) } });
    expect(receiver.unsigned()).toBe(0);
  });

  test("an event says which request and which key caused it (https://docs.stripe.com/api/events/object)", async () => {
    const { id } = await stripe.stripe.paymentIntents.create(
      { amount: 2500, currency: "usd" },
      { idempotencyKey: "order-77" },
    );
    await heardOf(id, 1);
    expect(receiver.of(id)[0]?.event.request?.idempotency_key).toBe("order-77");
  });

  test("what is not heard is told again (https://docs.stripe.com/webhooks#retries)", async () => {
    receiver.answerWith(500);
    const id = await pay();
    await heardOf(id, 2);
    receiver.answerWith(200);
    await eventually(async () => {
      const { data } = await stripe.stripe.events.list({ limit: 100, delivery_success: true });
      return (
        data.filter((event) => receiver.of(id).some((heard) => heard.event.id === event.id)).length === 2 || undefined
      );
    });
    const ids = receiver.of(id).map(({ event }) => event.id);
    expect(ids.length).toBeGreaterThan(new Set(ids).size);
  });

  test("an endpoint hears the types it asked for, with its own secret (https://docs.stripe.com/api/webhook_endpoints)", async () => {
    const other = await startReceiver();
    const endpoint = await stripe.stripe.webhookEndpoints.create({
      url: other.url,
      enabled_events: ["charge.captured"],
    });
    expect(endpoint.secret).toMatch(/^whsec_/);
    const id = await pay();
    await stripe.stripe.paymentIntents.capture(id);
    await eventually(() => other.unsigned() || undefined);
    expect(other.unsigned()).toBe(1);
    const { data } = await stripe.stripe.webhookEndpoints.list();
    expect(data.map(({ secret }) => secret)).toEqual([undefined]);
    expect(await stripe.stripe.webhookEndpoints.del(endpoint.id)).toMatchObject({ deleted: true });
    other.stop();
  });

  test("an endpoint elsewhere is refused: this emulator stays on its machine", async () => {
    const created = stripe.stripe.webhookEndpoints.create({ url: "https://example.com", enabled_events: ["*"] });
    await expect(created).rejects.toMatchObject({ statusCode: 400, code: "url_invalid" });
  });
});

describe("on demand", () => {
  test("held events come when they are let go", async () => {
    await webhooks(stripe, "hold");
    const id = await pay();
    await pause(200);
    expect(receiver.typesOf(id)).toEqual([]);
    await webhooks(stripe, "normal");
    expect(new Set(await heardOf(id, 2))).toEqual(new Set(steps));
  });

  test("duplicates carry the same event id", async () => {
    await webhooks(stripe, "duplicate");
    const id = await pay();
    await heardOf(id, 4);
    const ids = receiver.of(id).map(({ event }) => event.id);
    expect([ids.length, new Set(ids).size]).toEqual([4, 2]);
  });

  test("reversed events come newest first", async () => {
    await webhooks(stripe, "reverse");
    const id = await pay();
    expect(await heardOf(id, 2)).toEqual(steps.toReversed());
  });

  test("dropped events never come, but can be asked for", async () => {
    await webhooks(stripe, "drop");
    const id = await pay();
    await eventually(async () => {
      const ledger = await (await fetch(`${stripe.url}/_local/ledger`)).json();
      const states = ledger.events.flatMap((event: { object: string; deliveries: { state: string }[] }) =>
        event.object === id ? event.deliveries.map(({ state }) => state) : [],
      );
      return states.length === 2 && states.every((state: string) => state === "dropped") ? true : undefined;
    });
    await webhooks(stripe, "normal");
    await pause(100);
    expect(receiver.typesOf(id)).toEqual([]);
    const { data } = await stripe.stripe.events.list({ limit: 100, type: "payment_intent.created" });
    expect(data.some((event) => "id" in event.data.object && event.data.object.id === id)).toBe(true);
  });

  test("late events come late", async () => {
    await webhooks(stripe, "normal", 400);
    const startedMs = Date.now();
    const id = await pay();
    await heardOf(id, 2);
    expect((receiver.of(id)[0]?.atMs ?? 0) - startedMs).toBeGreaterThanOrEqual(390);
  });
});
