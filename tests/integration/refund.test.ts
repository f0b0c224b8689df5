import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { grant } from "@/lib/core/grant";
import { refund } from "@/lib/orders/refund";
import { settleRefunds } from "@/lib/orders/settle-refunds";
import { aFan, visa } from "../fixtures/fan";
import { aPaidOrder } from "../fixtures/paid-order";
import { aSale, asOrganizer, intentOf, mailsTo, sales } from "../fixtures/sale";
import { eventually, rows } from "../fixtures/stack";

async function aBoughtOrder(sale: Awaited<ReturnType<typeof aSale>>) {
  const fan = await aFan();
  const hold = (await fan.reserve(sale.eventId, sale.two)).body.hold;
  const bought = await fan.purchase(hold.id, visa);
  expect(bought.status).toBe(201);
  return { fan, order: bought.body.order };
}

const balance = async (orderId: string) =>
  (
    await rows<{ kept: number; sum: number }>(
      "select coalesce(sum(amount_cents) filter (where account = 'processor'), 0)::int as kept, coalesce(sum(amount_cents), 0)::int as sum from ledger_entries where order_id = $1",
      [orderId],
    )
  )[0];

test("a whole refund sends the money back, ends the tickets and puts their units on sale", async () => {
  const sale = await aSale({ capacity: 2, fees: { fixedCents: 100, percent: 0, included: false } });
  const { fan, order } = await aBoughtOrder(sale);
  expect((await sales(sale.eventId)).ticketTypes[0]?.available).toBe(0);

  const refunded = await asOrganizer(`/orders/${order.id}/refunds`, "POST", { reason: "rain" });
  expect(refunded).toMatchObject({ status: 201, body: { refund: { amountCents: 5200 } } });
  const seen = await eventually(
    () => fan.ask(`/api/v1/orders/${order.id}`),
    ({ body }) => body.order.status === "refunded",
  );
  expect(seen.body.order).toMatchObject({ status: "refunded", refundedCents: 5200 });
  expect(seen.body.order.tickets.map(({ status, code }) => [status, code])).toEqual([
    ["void", null],
    ["void", null],
  ]);
  expect(await balance(order.id)).toEqual({ kept: 0, sum: 0 });

  const back = await eventually(
    () => sales(sale.eventId),
    ({ ticketTypes }) => ticketTypes[0]?.available === 2,
  );
  expect(back.ticketTypes[0]).toMatchObject({ sold: 0, available: 2 });
  expect(
    await eventually(
      () => mailsTo(fan.email),
      (found) => found.length > 1,
    ),
  ).toHaveLength(2);
  expect((await (await aFan()).reserve(sale.eventId, sale.two)).status).toBe(200);
});

test("one ticket of two is refunded, its unit kept off sale when asked", async () => {
  const sale = await aSale({ capacity: 2 });
  const { fan, order } = await aBoughtOrder(sale);
  const [first] = order.tickets;
  const wish = { tickets: [first?.id], returnUnits: false };
  expect((await asOrganizer(`/orders/${order.id}/refunds`, "POST", wish)).status).toBe(201);
  const seen = await eventually(
    () => fan.ask(`/api/v1/orders/${order.id}`),
    ({ body }) => body.order.status === "partially_refunded",
  );
  expect(seen.body.order.refundedCents).toBe(2500);
  expect(seen.body.order.tickets.map(({ status }) => status).sort()).toEqual(["valid", "void"]);
  expect(await balance(order.id)).toEqual({ kept: 2500, sum: 0 });
  expect(await (await aFan()).reserve(sale.eventId, sale.one)).toMatchObject({ status: 409 });
  const counted = await eventually(
    () => sales(sale.eventId),
    ({ ticketTypes }) => ticketTypes[0]?.sold === 1,
  );
  expect(counted.ticketTypes[0]).toMatchObject({ capacity: 1, sold: 1, held: 0, available: 0 });
  // The same ticket cannot be refunded again.
  expect(await asOrganizer(`/orders/${order.id}/refunds`, "POST", wish)).toMatchObject({
    status: 409,
    body: { code: "conflict" },
  });
});

test("refunds at once never give back more than was taken, and a repeated key is one refund", async () => {
  const sale = await aSale();
  const { order } = await aBoughtOrder(sale);
  const half = { amountCents: 3000 };
  const tries = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      asOrganizer(`/orders/${order.id}/refunds`, "POST", half, { "Idempotency-Key": `r${n}-${order.id}` }),
    ),
  );
  expect(tries.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  const again = { "Idempotency-Key": `again-${order.id}` };
  const one = await asOrganizer(`/orders/${order.id}/refunds`, "POST", { amountCents: 500 }, again);
  const two = await asOrganizer(`/orders/${order.id}/refunds`, "POST", { amountCents: 500 }, again);
  expect([one.status, two.status]).toEqual([201, 201]);
  expect(two.body.refund.id).toBe(one.body.refund.id);
  await eventually(
    () => balance(order.id),
    (found) => found?.kept === 1500,
  );
  expect(await balance(order.id)).toEqual({ kept: 1500, sum: 0 });
  expect((await intentOf(order.id))?.amount_received).toBe(5000);
});

test("a refund whose answer was lost in a crash is found by its key, and not given twice", async () => {
  const { order } = await aBoughtOrder(await aSale());
  const key = `crash-${order.id}`;
  const ask = () =>
    asOrganizer(`/orders/${order.id}/refunds`, "POST", { amountCents: 500 }, { "Idempotency-Key": key });
  const first = await ask();
  expect(first).toMatchObject({ status: 201, body: { refund: { amountCents: 500 } } });
  // What a process that dies before it has answered leaves behind, once its time is over.
  await rows("delete from answers where key = $1", [key]);
  const second = await ask();
  expect(second).toMatchObject({ status: 201, body: { refund: { id: first.body.refund.id } } });
  expect(await rows("select amount_cents from refunds where order_id = $1", [order.id])).toEqual([
    { amount_cents: 500 },
  ]);
  const other = await asOrganizer(`/orders/${order.id}/refunds`, "POST", { amountCents: 500 });
  expect(other.body.refund.id).not.toBe(first.body.refund.id);
});

test("a refund nobody was told of any more is settled all the same, once", async () => {
  const { order } = await aBoughtOrder(await aSale());
  // Decided, then every message of it lost.
  const [lost] = await rows<{ id: string }>(
    `insert into refunds (id, order_id, amount_cents, return_units, actor, created_at)
     values (gen_random_uuid(), $1, 700, true, 'key:test', now() - interval '2 min') returning id`,
    [order.id],
  );
  await Promise.all([settleRefunds(), settleRefunds()]);
  await settleRefunds();
  expect(await rows("select status from refunds where id = $1", [lost?.id])).toEqual([{ status: "succeeded" }]);
  expect(await balance(order.id)).toEqual({ kept: 4300, sum: 0 });
});

test("an order is refunded only by its own organizer, with a key", async () => {
  const sale = await aSale();
  const { fan, order } = await aBoughtOrder(sale);
  expect((await fan.ask(`/api/v1/organizer/orders/${order.id}/refunds`, { method: "POST", body: {} })).status).toBe(
    401,
  );
  expect(await asOrganizer("/orders/0b0e7c1e-7e1d-4b43-9d8b-2f1f3f5f8f11/refunds", "POST", {})).toMatchObject({
    status: 404,
  });
});

test("a refund has the name of one order's only", async () => {
  const refundId = randomUUID();
  const giveBack = async () => {
    const { orderId, organizationId } = await aPaidOrder();
    await rows("update orders set payment_intent_id = $2 where id = $1", [orderId, `pi_${orderId}`]);
    const by = grant<"refunds:write">({ organizationId, actor: "user:somebody" });
    return refund({ ...by, orderId, refundId, amountCents: 100 });
  };
  expect(await giveBack()).toMatchObject({ ok: true, value: { id: refundId } });
  expect(await giveBack()).toMatchObject({ ok: false, problem: { kind: "conflict" } });
});
