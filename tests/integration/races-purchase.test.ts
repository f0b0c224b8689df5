import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { settle } from "@/lib/orders/settle";
import { bookRefund, settleRefund } from "@/lib/orders/settle-refund";
import { settleRefunds } from "@/lib/orders/settle-refunds";
import { statusOf } from "../fixtures/begun-order";
import { type Answer, aFan, call, challengedCard, type Fan, visa } from "../fixtures/fan";
import { aSale, asOrganizer, authenticate, intentOf, intentsOf, mailsTo, sales } from "../fixtures/sale";
import { eventually, rows, stack } from "../fixtures/stack";

// Many calls at once, each to its end: on a machine that is busy they take their time.
vi.setConfig({ testTimeout: 120_000 });

type Sale = Awaited<ReturnType<typeof aSale>>;
const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const typeOf = async (eventId: string) => (await sales(eventId)).ticketTypes[0];

async function held(fan: Fan, sale: Sale, items = sale.two) {
  const reserved = await fan.reserve(sale.eventId, items);
  expect(reserved.status).toBe(200);
  return reserved.body.hold;
}

/** As a client must: 202, 409 conflict and 503 are asked again, with the same key. */
const patiently = (ask: () => Promise<Answer>) =>
  eventually(ask, ({ status, body }) => ![202, 503].includes(status) && body.code !== "conflict", 30_000);

const ledgerOf = (orderId: string) =>
  rows<{ transaction: string; sum: number; cents: number }>(
    `select transaction, sum(amount_cents)::int as sum, max(amount_cents)::int as cents
     from ledger_entries where order_id = $1 group by transaction order by transaction`,
    [orderId],
  );

async function aBoughtOrder(sale: Sale) {
  const fan = await aFan();
  const hold = await held(fan, sale);
  const bought = await patiently(() => fan.purchase(hold.id, visa, "k"));
  expect(bought.status).toBe(201);
  return { fan, order: bought.body.order };
}

async function refundsAtStripe(orderId: string) {
  const intent = await intentOf(orderId);
  const { body } = await call(`${stack.stripe}/_local/ledger`);
  return body.refunds.filter(({ payment_intent }) => payment_intent === intent?.id).map(({ amount }) => amount);
}

test("the same Idempotency-Key by twenty at once: one order, the same answer; another body among them is refused", async () => {
  const sale = await aSale();
  const fan = await aFan();
  const hold = await held(fan, sale);
  const somebody = { ...fan.buyer, name: "Somebody Else" };
  const ask = (n: number) => fan.purchase(hold.id, visa, "k", n % 4 === 3 ? somebody : fan.buyer);
  const first = await Promise.all(times(20).map(ask));
  const refused = first.flatMap(({ status }, n) => (status === 422 ? [n % 4 === 3] : []));
  // One of the two bodies came first; every call with the other one is refused.
  expect([5, 15]).toContain(refused.length);
  expect(new Set(refused).size).toBe(1);
  const winners = times(20).filter((n) => (n % 4 === 3) !== refused[0]);
  for (const n of winners) expect([201, 202]).toContain(first[n]?.status);

  const answers = await Promise.all(winners.slice(0, 5).map((n) => patiently(() => ask(n))));
  const [one] = answers;
  for (const { status, body } of answers) expect([status, body]).toEqual([201, one?.body]);
  expect(await rows("select id from orders where event_id = $1", [sale.eventId])).toHaveLength(1);
  expect(await intentsOf(sale.eventId)).toMatchObject([{ status: "succeeded", amount_received: 5000 }]);
  expect(await typeOf(sale.eventId)).toMatchObject({ sold: 2, held: 0, available: 18 });
});

test("webhook, own call and job settle at once: captured once, one ledger transaction, one mail", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  const { orderId } = (await fan.purchase(hold.id, challengedCard, "k")).body;
  const intentId = (await intentOf(orderId))?.id ?? "";
  await Promise.allSettled([
    // Stripe's own webhook follows within milliseconds.
    authenticate(intentId, "succeed"),
    sleep(5).then(() => fan.purchase(hold.id, challengedCard, "k")),
    sleep(10).then(() => settle(orderId)),
    sleep(15).then(() => fan.purchase(hold.id, challengedCard, "k")),
    sleep(20).then(() => settle(orderId)),
  ]);
  const bought = await patiently(() => fan.purchase(hold.id, challengedCard, "k"));
  expect([bought.status, bought.body.order.id]).toEqual([201, orderId]);
  expect(await intentsOf(sale.eventId)).toMatchObject([{ status: "succeeded", amount_received: 5000 }]);
  expect(await ledgerOf(orderId)).toEqual([{ transaction: `capture:${orderId}`, sum: 0, cents: 5000 }]);
  const mails = await eventually(
    () => mailsTo(fan.email),
    (found) => found.length > 0,
  );
  expect(mails).toHaveLength(1);
});

test("the limit per customer by twenty fans at once with one address, however it is spelled: exactly as many as allowed", async () => {
  const sale = await aSale({ capacity: 40, maxPerCustomer: 4 });
  const email = `many.${randomUUID()}@example.com`;
  const spellings = [email, email.toUpperCase(), ` ${email} `, email.replace("many", "Many")];
  const fans = await Promise.all(times(20).map(() => aFan()));
  const holds = await Promise.all(fans.map((fan) => held(fan, sale, sale.one)));
  const bought = await Promise.all(
    fans.map((fan, n) =>
      patiently(() => fan.purchase(holds[n]?.id ?? "", visa, "k", { name: "Ada", email: spellings[n % 4] })),
    ),
  );
  expect(bought.filter(({ status }) => status === 201)).toHaveLength(4);
  const refused = bought.filter(({ status }) => status !== 201);
  expect(new Set(refused.map(({ status, body }) => `${status} ${body.code}`))).toEqual(new Set(["409 limit_exceeded"]));
  expect(await intentsOf(sale.eventId)).toHaveLength(4);
  expect(await rows("select units from customer_counts where customer = $1", [`email:${email}`])).toEqual([
    { units: 4 },
  ]);
  // What the limit refused is still held, and another person's to buy.
  const n = bought.findIndex(({ status }) => status !== 201);
  const other = await patiently(async () => (await fans[n]?.purchase(holds[n]?.id ?? "", visa, "k2")) ?? never());
  expect(other.status).toBe(201);
});

function never(): never {
  throw new Error("somebody was refused");
}

test("price changed between hold and claim: the price shown at the hold is charged", async () => {
  const sale = await aSale({ capacity: 40 });
  const fans = await Promise.all(times(6).map(() => aFan()));
  const early = await Promise.all(fans.slice(0, 3).map((fan) => held(fan, sale, sale.one)));
  const raise = asOrganizer(`/events/${sale.eventId}/ticket-types/${sale.ticketTypeId}`, "PATCH", { priceCents: 9900 });
  const [raised, ...late] = await Promise.all([raise, ...fans.slice(3).map((fan) => held(fan, sale, sale.one))]);
  expect(raised.status).toBe(200);
  const holds = [...early, ...late];
  const bought = await Promise.all(fans.map((fan, n) => patiently(() => fan.purchase(holds[n]?.id ?? "", visa, "k"))));
  expect(bought.map(({ body }) => body.order.totalCents)).toEqual(holds.map(({ totalCents }) => totalCents));
  expect(early.map(({ totalCents }) => totalCents)).toEqual([2500, 2500, 2500]);
  for (const { body } of bought) expect((await intentOf(body.order.id))?.amount_received).toBe(body.order.totalCents);
  expect((await held(await aFan(), sale, sale.one)).totalCents).toBe(9900);
});

test("leaving the checkout against the purchase: paid with tickets, or ended uncharged; nothing between", async () => {
  const sale = await aSale({ capacity: 40 });
  const outcomes = await Promise.all(
    times(6).map(async (n) => {
      const fan = await aFan();
      const hold = await held(fan, sale);
      const [, left] = await Promise.all([
        fan.purchase(hold.id, visa, "k"),
        sleep(n * 15).then(() => fan.ask(`/api/v1/holds/${hold.id}`, { method: "DELETE" })),
      ]);
      expect([204, 409]).toContain(left.status);
      const last = await patiently(() => fan.purchase(hold.id, visa, "k"));
      const [order] = await rows<{ id: string }>("select id from orders where hold_id = $1", [hold.id]);
      const intent = order && (await intentOf(order.id));
      const status = order && (await statusOf(order.id));
      if (last.status === 201) {
        expect(status).toEqual({ status: "paid", captured: true, tickets: ["valid", "valid"] });
        expect(intent).toMatchObject({ status: "succeeded", amount_received: 5000 });
        return 2;
      }
      expect(last).toMatchObject({ status: 410, body: { code: "hold_expired" } });
      // Left before the purchase began, there is no order at all.
      if (order) expect(status).toMatchObject({ status: "expired", captured: false });
      expect([intent?.amount_received ?? 0, intent?.amount_capturable ?? 0]).toEqual([0, 0]);
      return 0;
    }),
  );
  const sold = outcomes.reduce<number>((sum, units) => sum + units, 0);
  expect(await typeOf(sale.eventId)).toMatchObject({ sold, held: 0, available: 40 - sold });
});

test("an event cancelled while twelve pay: each is paid with tickets or ended uncharged", async () => {
  const sale = await aSale({ capacity: 40 });
  const fans = await Promise.all(times(12).map(() => aFan()));
  const holds = await Promise.all(fans.map((fan) => held(fan, sale, sale.one)));
  const [cancelled] = await Promise.all([
    sleep(60).then(() => patiently(() => asOrganizer(`/events/${sale.eventId}/cancel`, "POST", {}))),
    ...fans.map((fan, n) => sleep(n * 12).then(() => fan.purchase(holds[n]?.id ?? "", visa, "k"))),
  ]);
  expect(cancelled.status).toBe(200);
  for (const [n, fan] of fans.entries()) {
    const last = await patiently(() => fan.purchase(holds[n]?.id ?? "", visa, "k"));
    const [order] = await rows<{ id: string }>("select id from orders where hold_id = $1", [holds[n]?.id]);
    const intent = order && (await intentOf(order.id));
    if (last.status === 201) {
      expect(await statusOf(last.body.order.id)).toMatchObject({ status: "paid", captured: true });
      expect(intent?.amount_received).toBe(2500);
    } else {
      expect([409, 410]).toContain(last.status);
      // The same key, the same answer, and the order is over.
      expect((await fan.purchase(holds[n]?.id ?? "", visa, "k")).status).toBe(last.status);
      if (order) expect(await statusOf(order.id)).toMatchObject({ status: "expired", captured: false });
      expect([intent?.amount_received ?? 0, intent?.amount_capturable ?? 0]).toEqual([0, 0]);
    }
  }
});

test("a whole refund asked for by five at once is given once", async () => {
  const sale = await aSale({ capacity: 2 });
  const { order } = await aBoughtOrder(sale);
  const asked = await Promise.all(times(5).map(() => asOrganizer(`/orders/${order.id}/refunds`, "POST", {})));
  expect(asked.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  await eventually(
    () => statusOf(order.id),
    (found) => found?.status === "refunded",
  );
  expect(await refundsAtStripe(order.id)).toEqual([5000]);
  expect((await ledgerOf(order.id)).map(({ sum }) => sum)).toEqual([0, 0]);
  const back = await eventually(
    () => typeOf(sale.eventId),
    (found) => found?.available === 2,
  );
  expect(back).toMatchObject({ sold: 0, held: 0, available: 2 });
});

test("refund against the refund job, its webhook and the late sweep: sent once, booked once", async () => {
  const { order } = await aBoughtOrder(await aSale());
  const [refund] = await rows<{ id: string }>(
    `insert into refunds (id, order_id, amount_cents, return_units, actor, created_at)
     values (gen_random_uuid(), $1, 1200, true, 'key:test', now() - interval '2 min') returning id`,
    [order.id],
  );
  const id = refund?.id ?? "";
  await Promise.allSettled([...times(4).map(() => settleRefund(id)), settleRefunds()]);
  await settleRefund(id);
  const [booked] = await rows<{ status: string; stripe_id: string }>(
    "select status, stripe_id from refunds where id = $1",
    [id],
  );
  expect(booked?.status).toBe("succeeded");
  await Promise.all(times(4).map(() => bookRefund(id, { id: booked?.stripe_id ?? "", state: "succeeded" })));
  expect(await refundsAtStripe(order.id)).toEqual([1200]);
  expect(await ledgerOf(order.id)).toEqual([
    { transaction: `capture:${order.id}`, sum: 0, cents: 5000 },
    { transaction: `refund:${id}`, sum: 0, cents: 1200 },
  ]);
  expect(await rows("select status, refunded_cents from orders where id = $1", [order.id])).toEqual([
    { status: "partially_refunded", refunded_cents: 1200 },
  ]);

  // The bank sends it back days later, and says so more than once.
  await Promise.all(times(4).map(() => bookRefund(id, { id: booked?.stripe_id ?? "", state: "failed" })));
  await bookRefund(id, { id: booked?.stripe_id ?? "", state: "succeeded" });
  expect((await ledgerOf(order.id)).map(({ transaction, cents }) => [transaction, cents])).toEqual([
    [`capture:${order.id}`, 5000],
    [`refund-failed:${id}`, 1200],
    [`refund:${id}`, 1200],
  ]);
  expect(await rows("select status, refunded_cents from orders where id = $1", [order.id])).toEqual([
    { status: "paid", refunded_cents: 0 },
  ]);
});
