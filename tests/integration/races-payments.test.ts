import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orderById } from "@/db/queries/claims";
import { beginAttempt, itemsOf } from "@/db/queries/payments";
import { readHold } from "@/lib/inventory/read-hold";
import { snapshot } from "@/lib/inventory/snapshot";
import { captureOrder } from "@/lib/orders/capture";
import { commit } from "@/lib/orders/commit";
import { completeOrder } from "@/lib/orders/complete";
import { expireOrder } from "@/lib/orders/expire";
import { leaveCheckout } from "@/lib/orders/leave-checkout";
import { purchase } from "@/lib/orders/purchase";
import { receiveWebhook } from "@/lib/orders/receive-webhook";
import { settle } from "@/lib/orders/settle";
import { createIntent } from "@/lib/payments/create";
import { publishOutbox } from "@/lib/queue/publish-outbox";
import { type OwnStripe, privateKeys, startStripe } from "../contract/stripe/emulator";
import { type Begun, begun, claimOf, own as ownHold, statusOf } from "../fixtures/begun-order";
import { call, challengedCard, declinedCard, visa } from "../fixtures/fan";
import { ask } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { holdPoints } from "../fixtures/hold-points";
import { eventually, rows } from "../fixtures/stack";
import { anEvent, aVisitor, type World } from "../fixtures/world";

// A Stripe of this file's own: its webhooks go nowhere, so a test says when each arrives.
let stripe: OwnStripe;
beforeAll(async () => {
  stripe = await startStripe();
  process.env.STRIPE_API_URL = stripe.url;
  process.env.STRIPE_SECRET_KEY = privateKeys.secretKey;
});
afterAll(async () => {
  await stripe.stop("SIGKILL");
});

const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const gone = { problem: { kind: "hold_expired" } };
const ended = ["void", "void"];
const valid = ["valid", "valid"];

const typeCounts = async ({ eventId, typeId }: World) => granted(await snapshot(eventId)).types[typeId];

/** What Stripe has of an order, and what it sent back of money that was taken. */
async function moneyOf(orderId: string) {
  const { body } = await call(`${stripe.url}/_local/ledger`);
  const intents = body.intents.filter((intent) => intent.metadata.orderId === orderId);
  const ids = new Set(intents.filter(({ amount_received }) => amount_received > 0).map(({ id }) => id));
  const refunded = body.refunds.filter(({ payment_intent }) => ids.has(payment_intent));
  return {
    intents: intents.map(({ status, amount_received, amount_capturable }) => [
      status,
      amount_received,
      amount_capturable,
    ]),
    refunded: refunded.map(({ amount }) => amount),
  };
}
const taken = { intents: [["succeeded", 5000, 0]], refunded: [] };
const letGo = { intents: [["canceled", 0, 0]], refunded: [] };

const ledgerOf = (orderId: string) =>
  rows("select transaction, account, amount_cents::int as cents from ledger_entries where order_id = $1 order by id", [
    orderId,
  ]);
const posted = (orderId: string) => [
  { transaction: `capture:${orderId}`, account: "processor", cents: 5000 },
  { transaction: `capture:${orderId}`, account: "organizer_payable", cents: -5000 },
];
const toldOf = async (orderId: string) =>
  (await rows<{ job: string }>("select job from outbox where payload ->> 'orderId' = $1 order by job", [orderId])).map(
    ({ job }) => job,
  );

type Card = typeof visa;
const buyer = { name: "Ada", email: "ada@example.com" };
const buy = ({ hold }: Pick<Begun, "hold">, key: string, payment: Card = visa) =>
  purchase({ ...ownHold(hold), buyer, payment, idempotencyKey: key, bodyHash: "body" });

async function aHold() {
  const world = await anEvent({ capacity: 4 });
  return { world, hold: granted(await ask(world, 2)) };
}

const intentIdOf = async (orderId: string) => (await orderById(orderId))?.paymentIntentId ?? "";

/** Pending, the bank's challenge open. */
async function aChallenged() {
  const { world, hold } = await aHold();
  const asked = await buy({ hold }, "k", challengedCard);
  if (!("status" in asked) || asked.status !== 202) throw new Error(`not challenged: ${JSON.stringify(asked)}`);
  const intentId = await intentIdOf(asked.orderId);
  const authenticate = () =>
    call(`${stripe.url}/_local/intents/${intentId}/authenticate`, { method: "POST", body: { outcome: "succeed" } });
  return { world, hold, orderId: asked.orderId, intentId, authenticate };
}

const heard = (type: string, intentId: string) => receiveWebhook({ id: `evt_${randomUUID()}`, type, intentId });
const capturable = "payment_intent.amount_capturable_updated";

async function expectSold({ world, hold, orderId }: { world: World; hold: Begun["hold"]; orderId: string }) {
  expect(await statusOf(orderId)).toEqual({ status: "paid", captured: true, tickets: valid });
  expect(await moneyOf(orderId)).toEqual(taken);
  expect(await ledgerOf(orderId)).toEqual(posted(orderId));
  expect(await toldOf(orderId)).toEqual(["capture", "record-order", "send-tickets"]);
  expect(await readHold(ownHold(hold))).toMatchObject(gone);
  expect(await typeCounts(world)).toMatchObject({ sold: 2, held: 0, available: 2 });
}

async function expectEnded({ world, hold, orderId }: { world: World; hold: Begun["hold"]; orderId: string }) {
  expect(await statusOf(orderId)).toEqual({ status: "expired", captured: false, tickets: ended });
  expect(await moneyOf(orderId)).toEqual(letGo);
  expect(await ledgerOf(orderId)).toEqual([]);
  expect(await toldOf(orderId)).toEqual([]);
  expect(await readHold(ownHold(hold))).toMatchObject(gone);
  expect(await typeCounts(world)).toMatchObject({ sold: 0, held: 0, available: 4 });
}

test("two tabs, one hold: one order, one intent, charged once; the slower tab is told conflict, then the same order", async () => {
  await Promise.all(
    times(5).map(async () => {
      const { world, hold } = await aHold();
      const tabs = await Promise.all([buy({ hold }, "left"), buy({ hold }, "right")]);
      for (const tab of tabs) {
        if ("problem" in tab) expect(tab.problem).toEqual({ kind: "conflict" });
        else expect([201, 202]).toContain(tab.status);
      }
      const settled = async (key: string) => {
        const answer = await eventually(
          () => buy({ hold }, key),
          (found) => "status" in found && found.status === 201,
        );
        return "status" in answer && answer.status === 201 ? answer.order.id : "";
      };
      const [left, right] = [await settled("left"), await settled("right")];
      expect(left).toBe(right);
      expect(await rows("select id from orders where event_id = $1", [world.eventId])).toEqual([{ id: left }]);
      await expectSold({ world, hold, orderId: left });
    }),
  );
});

test("ten keys at once with cards that are declined: at most five attempts, one at a time, nothing charged", async () => {
  const { hold } = await aHold();
  for (const round of times(6)) {
    const tries = await Promise.all(times(10).map((n) => buy({ hold }, `card-${round}-${n}`, declinedCard)));
    const kinds = tries.map((one) => ("problem" in one ? one.problem.kind : "processing"));
    expect(kinds.every((kind) => ["conflict", "payment_declined", "processing"].includes(kind))).toBe(true);
  }
  const [order] = await rows<{ id: string; attempts: number }>("select id, attempts from orders where hold_id = $1", [
    hold.id,
  ]);
  expect(order?.attempts).toBe(5);
  const { body } = await call<{ intents: { metadata: { orderId: string }; attempts: object[] }[] }>(
    `${stripe.url}/_local/ledger`,
  );
  const intents = body.intents.filter(({ metadata }) => metadata.orderId === order?.id);
  expect(intents.map(({ attempts }) => attempts.length)).toEqual([5]);
  expect(await buy({ hold }, "sixth")).toEqual({ problem: { kind: "payment_declined", reason: "attempts_used_up" } });
});

test("expiry against late 3-D Secure: finished after the expirer asked, before it could close: paid", async () => {
  const order = await aChallenged();
  const asked = await holdPoints(stripe.url).hold({
    match: `GET /v1/payment_intents/${order.intentId}`,
    when: "after",
  });
  const expiring = expireOrder(order.orderId);
  await holdPoints(stripe.url).reached(asked);
  await order.authenticate();
  await heard(capturable, order.intentId);
  await holdPoints(stripe.url).release();
  expect(await expiring).toBe("undecided");
  await expectSold(order);
  expect(await expireOrder(order.orderId)).toBe("paid");
});

test("expiry against late 3-D Secure: finished while the order closes: never committed, never taken", async () => {
  const order = await aChallenged();
  const cancelled = `POST /v1/payment_intents/${order.intentId}/cancel`;
  const cancelling = await holdPoints(stripe.url).hold({ match: cancelled, when: "before" });
  const expiring = expireOrder(order.orderId);
  await holdPoints(stripe.url).reached(cancelling);
  expect((await statusOf(order.orderId))?.status).toBe("closing");
  await order.authenticate();
  expect(await commit(order.orderId)).toMatchObject({ problem: { kind: "conflict", order: { status: "closing" } } });
  expect(await buy(order, "k", challengedCard)).toMatchObject({ status: 202, state: "processing" });
  await holdPoints(stripe.url).release();
  await heard(capturable, order.intentId);
  expect(await expiring).toBe("expired");
  await expectEnded(order);
  expect(await buy(order, "k", challengedCard)).toMatchObject(gone);
  await heard(capturable, order.intentId);
  await expectEnded(order);
});

test("expiry, 3-D Secure, webhooks and the page at once: all of it is paid, or all of it has ended", async () => {
  const ways = await Promise.all(
    times(10).map(async (n) => {
      const order = await aChallenged();
      await Promise.allSettled([
        sleep(n * 4).then(order.authenticate),
        sleep(20).then(() => expireOrder(order.orderId)),
        sleep(10 + n * 4).then(() => heard(capturable, order.intentId)),
        sleep(15 + n * 4).then(() => buy(order, "k", challengedCard)),
      ]);
      // What was not heard to the end is delivered again.
      await expireOrder(order.orderId);
      await heard(capturable, order.intentId);
      const status = (await statusOf(order.orderId))?.status;
      if (status === "paid") await expectSold(order);
      else await expectEnded(order);
      return status;
    }),
  );
  expect(ways.length).toBe(10);
});

test("a declined card, then a new one while the first one's webhook arrives: paid with the new, the first stays declined", async () => {
  for (const _ of times(3)) {
    const { world, hold } = await aHold();
    expect(await buy({ hold }, "first", declinedCard)).toMatchObject({ problem: { kind: "payment_declined" } });
    const [row] = await rows<{ id: string }>("select id from orders where hold_id = $1", [hold.id]);
    const orderId = row?.id ?? "";
    const intentId = await intentIdOf(orderId);
    const declined = () => heard("payment_intent.payment_failed", intentId);
    const [bought, again] = await Promise.all([
      buy({ hold }, "second", visa),
      buy({ hold }, "first", declinedCard),
      declined(),
      declined(),
      sleep(20).then(declined),
    ]);
    expect(bought).toMatchObject({ status: 201 });
    expect(again).toMatchObject({ problem: { kind: "payment_declined" } });
    await declined();
    await expectSold({ world, hold, orderId });
    expect(await buy({ hold }, "first", declinedCard)).toMatchObject({ problem: { kind: "payment_declined" } });
  }
});

test("while one card is at Stripe another waits: a declined one's successor begins only after its answer", async () => {
  const { world, hold } = await aHold();
  const orderId = (await begunOrder(hold, world)).orderId;
  const intentId = await intentIdOf(orderId);
  const confirmed = `POST /v1/payment_intents/${intentId}/confirm`;
  const confirming = await holdPoints(stripe.url).hold({ match: confirmed, when: "before" });
  const first = buy({ hold }, "first", declinedCard);
  await holdPoints(stripe.url).reached(confirming);
  expect((await orderById(orderId))?.attempts).toBe(2);
  expect(await buy({ hold }, "second")).toEqual({ problem: { kind: "conflict" } });
  await holdPoints(stripe.url).release();
  expect(await first).toMatchObject({ problem: { kind: "payment_declined" } });
  expect(await buy({ hold }, "second")).toMatchObject({ status: 201 });
  await expectSold({ world, hold, orderId });
});

/** An order whose intent is stored: one card was declined. */
async function begunOrder(hold: Begun["hold"], world: World) {
  expect(await buy({ hold }, "zeroth", declinedCard)).toMatchObject({ problem: { kind: "payment_declined" } });
  const [row] = await rows<{ id: string }>("select id from orders where event_id = $1", [world.eventId]);
  return { orderId: row?.id ?? "" };
}

test("webhook, own call and job settle at once: captured once, one ledger transaction, announced once", async () => {
  await Promise.all(
    times(5).map(async () => {
      const order = await aChallenged();
      await order.authenticate();
      const outcomes = await Promise.allSettled([
        buy(order, "k", challengedCard),
        heard(capturable, order.intentId),
        heard("charge.succeeded", order.intentId),
        settle(order.orderId),
        expireOrder(order.orderId),
        buy(order, "k", challengedCard),
        heard("payment_intent.succeeded", order.intentId),
      ]);
      expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
      await settle(order.orderId);
      expect(await buy(order, "k", challengedCard)).toMatchObject({ status: 201, order: { id: order.orderId } });
      await expectSold(order);
    }),
  );
});

test("webhooks late, twice and out of order move only forward", async () => {
  const order = await aChallenged();
  await heard("payment_intent.succeeded", order.intentId);
  await heard("payment_intent.canceled", order.intentId);
  expect((await statusOf(order.orderId))?.status).toBe("pending");
  await order.authenticate();
  const event = { id: `evt_${randomUUID()}`, type: capturable, intentId: order.intentId };
  await Promise.allSettled([receiveWebhook(event), receiveWebhook(event)]);
  await receiveWebhook(event);
  for (const type of ["payment_intent.canceled", "payment_intent.payment_failed", capturable]) {
    await heard(type, order.intentId);
  }
  await expectSold(order);
});

test("a capture judged `canceled`: payment_failed once, tickets void, units back, nobody charged", async () => {
  const order = await aChallenged();
  await order.authenticate();
  expect((await commit(order.orderId)).ok).toBe(true);
  expect((await statusOf(order.orderId))?.tickets).toEqual(valid);
  await stripe.stripe.paymentIntents.cancel(order.intentId);
  await Promise.allSettled([
    settle(order.orderId),
    settle(order.orderId),
    heard("payment_intent.canceled", order.intentId),
    buy(order, "k", challengedCard),
  ]);
  expect(await buy(order, "k", challengedCard)).toMatchObject(gone);
  expect(await statusOf(order.orderId)).toEqual({ status: "payment_failed", captured: false, tickets: ended });
  expect(await moneyOf(order.orderId)).toEqual(letGo);
  expect(await ledgerOf(order.orderId)).toEqual([]);
  expect(await toldOf(order.orderId)).toEqual(["capture", "give-back", "send-payment-failed"]);
  await publishOutbox();
  const counts = await eventually(
    () => typeCounts(order.world),
    (found) => found?.available === 4,
  );
  expect(counts).toMatchObject({ sold: 0, held: 0, available: 4 });
});

test("captured by ten at once: taken once, one ledger transaction, told once", async () => {
  const challenged = await aChallenged();
  await challenged.authenticate();
  await commit(challenged.orderId);
  const order = await orderById(challenged.orderId);
  if (!order) throw new Error("it is there");
  const items = await itemsOf(order.id);
  const captures = await Promise.all(times(10).map(() => captureOrder(order, items)));
  expect(captures.some(({ ok }) => ok)).toBe(true);
  for (const one of captures) if (!one.ok) expect(one.problem.kind).toBe("processing");
  await settle(order.id);
  const again = await orderById(order.id);
  expect(again && (await completeOrder(again)).kind).toBe("captured");
  await expectSold(challenged);
});

test("an authorized intent whose order has ended is cancelled; a succeeded one goes back whole, once", async () => {
  for (const isTaken of [false, true]) {
    const order = await aChallenged();
    await rows("update orders set status = 'closing' where id = $1", [order.orderId]);
    await order.authenticate();
    if (isTaken) await stripe.stripe.paymentIntents.capture(order.intentId);
    const type = isTaken ? "payment_intent.succeeded" : capturable;
    await Promise.allSettled([expireOrder(order.orderId), expireOrder(order.orderId), heard(type, order.intentId)]);
    expect(await expireOrder(order.orderId)).toBe("expired");
    await heard(type, order.intentId);
    expect(await statusOf(order.orderId)).toEqual({ status: "expired", captured: false, tickets: ended });
    expect(await moneyOf(order.orderId)).toEqual(
      isTaken ? { intents: [["succeeded", 5000, 0]], refunded: [5000] } : letGo,
    );
    expect(await typeCounts(order.world)).toMatchObject({ sold: 0, held: 0, available: 4 });
  }
});

test("money that comes for an order long ended goes back whole, once, however often it is told", async () => {
  const order = await aChallenged();
  await rows("update orders set status = 'expired', ended_at = now() where id = $1", [order.orderId]);
  await rows("update tickets set status = 'void' where order_id = $1", [order.orderId]);
  await order.authenticate();
  await stripe.stripe.paymentIntents.capture(order.intentId);
  await Promise.allSettled(times(4).map(() => heard("payment_intent.succeeded", order.intentId)));
  await heard("payment_intent.succeeded", order.intentId);
  expect(await moneyOf(order.orderId)).toEqual({ intents: [["succeeded", 5000, 0]], refunded: [5000] });
  expect(await commit(order.orderId)).toMatchObject({ problem: { kind: "conflict" } });
});

test("leaving the checkout against the page's own payment: paid or ended, never charged without a ticket", async () => {
  await Promise.all(
    times(8).map(async (n) => {
      const { world, hold } = await aHold();
      const [bought, left] = await Promise.all([
        buy({ hold }, "k"),
        sleep(n * 8).then(() => leaveCheckout(ownHold(hold))),
      ]);
      const [row] = await rows<{ id: string }>("select id from orders where hold_id = $1", [hold.id]);
      const orderId = row?.id ?? "";
      await leaveCheckout(ownHold(hold));
      const order = await statusOf(orderId);
      if (order?.status === "paid") {
        expect(await buy({ hold }, "k")).toMatchObject({ status: 201 });
        expect(left).toEqual({ ok: false, problem: { kind: "conflict" } });
        return expectSold({ world, hold, orderId });
      }
      expect(order?.status).toBe("expired");
      expect(bought).not.toMatchObject({ status: 201 });
      for (const [status, received, open] of (await moneyOf(orderId)).intents) {
        expect([received, open]).toEqual([0, 0]);
        expect(["canceled", "requires_payment_method"]).toContain(status);
      }
      expect(await typeCounts(world)).toMatchObject({ sold: 0, held: 0, available: 4 });
    }),
  );
});

test("no card attempt begins once the order is closing, so no unknown intent is ever confirmed", async () => {
  const world = await anEvent({ capacity: 4 });
  const order = await begun(world, 2);
  const key = { actor: `fan:${order.hold.fan}`, key: "k", bodyHash: "body" };
  const claimed = granted(await claimOf(order, { key })).order;
  const intent = granted(await createIntent({ orderId: claimed.id, ...claimed }));
  const attempt = { ...key, orderId: claimed.id, intentId: intent.id, seenAttempts: 0, inFlightMs: 1000 };
  await rows("update orders set status = 'closing' where id = $1", [claimed.id]);
  expect(await beginAttempt(attempt)).toBeUndefined();
  expect(await orderById(claimed.id)).toMatchObject({ attempts: 0, paymentIntentId: null });
  expect(await expireOrder(claimed.id)).toBe("expired");
  await rows("update orders set status = 'pending' where id = $1", [claimed.id]);
  expect(await beginAttempt(attempt)).toBe(1);
});

test("a page that read the order before it was paid and refunded by others is told that it was paid", async () => {
  const order = await aChallenged();
  await order.authenticate();
  const stale = await orderById(order.orderId);
  await settle(order.orderId);
  await rows("update orders set status = 'partially_refunded', refunded_cents = 1000 where id = $1", [order.orderId]);
  expect(stale && (await completeOrder(stale)).kind).toBe("captured");
  expect(await moneyOf(order.orderId)).toEqual(taken);
});

test("a free order asked for by ten at once is one order, announced once, and asks no card", async () => {
  const world = await anEvent({ capacity: 4, types: [{ priceCents: 0 }] });
  const hold = granted(await ask(world, 2));
  const free = (key: string) => purchase({ ...ownHold(hold), buyer, idempotencyKey: key, bodyHash: "body" });
  const answers = await Promise.all(times(10).map((n) => free(`k${n % 5}`)));
  const ids = answers.map((answer) => ("status" in answer && answer.status === 201 ? answer.order.id : "refused"));
  expect(new Set(ids).size).toBe(1);
  const [orderId = ""] = ids;
  expect(await statusOf(orderId)).toEqual({ status: "paid", captured: true, tickets: valid });
  expect(await toldOf(orderId)).toEqual(["record-order", "send-tickets"]);
  expect(await moneyOf(orderId)).toEqual({ intents: [], refunded: [] });
  expect(await typeCounts(world)).toMatchObject({ sold: 2, held: 0 });
});

test.each([
  ["EUR", 2500, 50, 2550],
  ["JPY", 3000, 120, 3120],
  ["KWD", 12_500, 0, 12_500],
  ["ISK", 4200, 100, 430_000],
  ["UGX", 90_000, 500, 9_050_000],
])(
  "one intent in %s for the order's own amount, however many ask at once",
  async (currency, priceCents, fixedCents, amount) => {
    const fees = { fixedCents, percent: 0, included: false };
    const world = await anEvent({ currency, fees, types: [{ priceCents }] });
    const hold = granted(await ask(world, 1, { fan: aVisitor() }));
    await Promise.all(times(4).map((n) => buy({ hold }, `k${n}`)));
    const bought = await eventually(
      () => buy({ hold }, "k0"),
      (answer) => "status" in answer && answer.status === 201,
    );
    if (!("status" in bought) || bought.status !== 201) throw new Error(JSON.stringify(bought));
    expect(bought.order.totalCents).toBe(priceCents + fixedCents);
    expect(await moneyOf(bought.order.id)).toEqual({ intents: [["succeeded", amount, 0]], refunded: [] });
  },
);

test("publishers at once: each row is leased by one of them, and published once", async () => {
  const ids = times(30).map(() => randomUUID());
  for (const id of ids) {
    await rows(
      "insert into outbox (id, job, payload) values ($1, 'record-order', jsonb_build_object('orderId', $2::text))",
      [id, randomUUID()],
    );
  }
  await Promise.all(times(5).map(() => publishOutbox()));
  const published = await eventually(
    () =>
      rows<{ attempts: number; done: boolean }>(
        "select attempts, published_at is not null as done from outbox where id = any($1)",
        [ids],
      ),
    (found) => found.every(({ done }) => done),
  );
  expect(published).toEqual(times(30).map(() => ({ attempts: 1, done: true })));
});
