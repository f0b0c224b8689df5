import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually, soonMs } from "../eventually";
import { fault, type OwnStripe, startStripe, webhooks } from "./emulator";
import { startReceiver } from "./webhook-receiver";

let own: OwnStripe;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  receiver = await startReceiver();
  own = await startStripe({ webhookUrl: receiver.url });
});
afterEach(async () => {
  await own.stop("SIGKILL");
  receiver.stop();
});

const order = { amount: 2500, currency: "usd", allowed_payment_method_types: ["card" as const] };

test("nothing that was answered is lost by kill -9", async () => {
  const same = { idempotencyKey: randomUUID() };
  const authorized = await own.stripe.paymentIntents.create(
    { ...order, capture_method: "manual", confirm: true, payment_method: "pm_card_visa" },
    same,
  );
  const declined = await own.stripe.paymentIntents.create(order);
  const confirmed = own.stripe.paymentIntents.confirm(declined.id, { payment_method: "pm_card_chargeDeclined" });
  await expect(confirmed).rejects.toMatchObject({ statusCode: 402 });

  await own.stop("SIGKILL");
  await own.restart();

  expect(await own.stripe.paymentIntents.retrieve(authorized.id)).toEqual(authorized);
  const again = { ...order, capture_method: "manual" as const, confirm: true, payment_method: "pm_card_visa" };
  expect((await own.stripe.paymentIntents.create(again, same)).id).toBe(authorized.id);
  expect((await own.stripe.charges.list({ payment_intent: declined.id })).data).toHaveLength(1);
  expect((await own.stripe.paymentIntents.capture(authorized.id)).status).toBe("succeeded");
});

test("an event nobody heard yet is told after kill -9", async () => {
  await webhooks(own, "hold");
  const { id } = await own.stripe.paymentIntents.create(order);
  await own.stop("SIGKILL");
  await own.restart();
  expect(receiver.typesOf(id)).toEqual([]);
  await webhooks(own, "normal");
  await eventually(() => receiver.typesOf(id)[0]);
  expect(receiver.typesOf(id)).toEqual(["payment_intent.created"]);
});

test("a line cut short by a crash is as if it had never been written", async () => {
  const { id } = await own.stripe.paymentIntents.create(order);
  await own.stop("SIGKILL");
  appendFileSync(join(own.folder, "stripe.jsonl"), `[{"name":"payment_intents","id":"${id}","rec`);
  await own.restart();
  expect((await own.stripe.paymentIntents.retrieve(id)).status).toBe("requires_payment_method");
  const paid = await own.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" });
  expect(paid.status).toBe("succeeded");
});

test("killed before it answers, Stripe has done the work or has not, never half of it", async () => {
  const { id } = await own.stripe.paymentIntents.create({ ...order, capture_method: "manual" });
  await fault(own, { path: "/v1/payment_intents/*/confirm", delayMs: 30_000, when: "after" });
  const lost = own.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" }).catch(() => "no answer");
  await eventually(async () => {
    const { status } = await own.stripe.paymentIntents.retrieve(id);
    return status === "requires_capture" ? true : undefined;
  });
  await own.stop("SIGKILL");
  await own.restart();
  expect(await lost).toBe("no answer");
  const intent = await own.stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });
  expect(intent).toMatchObject({ status: "requires_capture", latest_charge: { paid: true, captured: false } });
});

test("the ledger shows every try, refund and event", async () => {
  const { id } = await own.stripe.paymentIntents.create(order);
  await own.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_chargeDeclined" }).catch(() => {});
  await own.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" });
  const refund = await own.stripe.refunds.create({ payment_intent: id, amount: 100 });
  const ledger = await (await fetch(`${own.url}/_local/ledger`)).json();
  expect(ledger.intents).toHaveLength(1);
  expect(ledger.intents[0]).toMatchObject({
    id,
    status: "succeeded",
    attempts: [
      { outcome: "declined", declineCode: "generic_decline", last4: "0002" },
      { outcome: "succeeded", code: null, last4: "4242" },
    ],
  });
  expect(ledger.refunds).toMatchObject([{ id: refund.id, amount: 100 }]);
  expect(ledger.events.map(({ type }: { type: string }) => type)).toContain("charge.refunded");
});

test("SIGTERM ends it soon, with code 0", async () => {
  const startedMs = Date.now();
  expect(await own.stop("SIGTERM")).toEqual({ code: 0, signal: null });
  expect(Date.now() - startedMs).toBeLessThan(soonMs);
});
