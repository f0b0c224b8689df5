import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { aFan, challengedCard, declinedCard, type Fan, visa } from "../fixtures/fan";
import { aSale, asOrganizer, authenticate, intentOf, intentsOf, mailsTo, sales } from "../fixtures/sale";
import { eventually, rows } from "../fixtures/stack";

const orderRow = async (orderId: string) =>
  (
    await rows<{ status: string; captured_at: Date | null; attempts: number; payment_intent_id: string | null }>(
      "select status, captured_at, attempts, payment_intent_id from orders where id = $1",
      [orderId],
    )
  )[0];
const ticketRows = (orderId: string) =>
  rows<{ status: string; unit: number }>("select status, unit from tickets where order_id = $1 order by unit", [
    orderId,
  ]);
const typeOf = async (eventId: string) => (await sales(eventId)).ticketTypes[0];

async function held(fan: Fan, sale: Awaited<ReturnType<typeof aSale>>) {
  const reserved = await fan.reserve(sale.eventId, sale.two);
  expect(reserved.status).toBe(200);
  return reserved.body.hold;
}

test("a card buys two tickets: paid in Postgres, taken at Stripe once, sold in Redis, one mail", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  expect(await typeOf(sale.eventId)).toMatchObject({ sold: 0, held: 2, available: 18 });

  const bought = await fan.purchase(hold.id, visa);
  expect(bought.status).toBe(201);
  const { order } = bought.body;
  expect(order).toMatchObject({ status: "paid", totalCents: 5000 });
  expect(new Set(order.tickets.map(({ code }) => code)).size).toBe(2);

  expect((await orderRow(order.id))?.captured_at).toBeInstanceOf(Date);
  expect((await ticketRows(order.id)).map(({ status }) => status)).toEqual(["valid", "valid"]);
  expect(await intentsOf(sale.eventId)).toMatchObject([{ status: "succeeded", amount: 5000, amount_received: 5000 }]);
  const ledger = await rows(
    "select account, amount_cents::int as cents from ledger_entries where order_id = $1 order by id",
    [order.id],
  );
  expect(ledger).toEqual([
    { account: "processor", cents: 5000 },
    { account: "organizer_payable", cents: -5000 },
  ]);
  expect(await typeOf(sale.eventId)).toMatchObject({ sold: 2, held: 0, available: 18 });

  const mails = await eventually(
    () => mailsTo(fan.email),
    (found) => found.length > 0,
  );
  expect(mails).toHaveLength(1);
  expect(mails[0]?.attachments.map(({ contentType }) => contentType)).toContain("application/pdf");
});

test("after a declined card the hold stays, and a second card buys it", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);

  const declined = await fan.purchase(hold.id, declinedCard, "first-card");
  expect(declined).toMatchObject({ status: 402, body: { code: "payment_declined" } });
  expect(await typeOf(sale.eventId)).toMatchObject({ sold: 0, held: 2 });
  // Final for its key: the card is not asked again.
  expect(await fan.purchase(hold.id, declinedCard, "first-card")).toMatchObject({ status: 402 });

  const bought = await fan.purchase(hold.id, visa, "second-card");
  expect(bought.status).toBe(201);
  expect(await intentsOf(sale.eventId)).toMatchObject([{ status: "succeeded", amount_received: 5000 }]);
  expect((await orderRow(bought.body.order.id))?.attempts).toBe(2);
});

test("five declined cards are the end of it, and nothing was charged", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  for (let card = 1; card <= 5; card++)
    expect((await fan.purchase(hold.id, declinedCard, `card-${card}`)).status).toBe(402);
  expect(await fan.purchase(hold.id, visa, "sixth-card")).toMatchObject({
    status: 402,
    body: { code: "payment_declined" },
  });
  expect(await intentsOf(sale.eventId)).toMatchObject([{ amount_received: 0 }]);
});

test("a bank's challenge is finished and the same call goes on to the tickets", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  const asked = await fan.purchase(hold.id, challengedCard, "k");
  expect(asked).toMatchObject({ status: 202, body: { status: "requires_action" } });
  expect(asked.body.clientSecret).toContain("_secret_");
  expect((await orderRow(asked.body.orderId))?.status).toBe("pending");

  const intent = await intentOf(asked.body.orderId);
  await authenticate(intent?.id ?? "", "succeed");
  const bought = await fan.purchase(hold.id, challengedCard, "k");
  expect(bought).toMatchObject({ status: 201, body: { order: { id: asked.body.orderId, status: "paid" } } });
  expect(await intentsOf(sale.eventId)).toMatchObject([{ status: "succeeded" }]);
});

test("a failed challenge is a decline, and another card works", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  const asked = await fan.purchase(hold.id, challengedCard, "k1");
  await authenticate((await intentOf(asked.body.orderId))?.id ?? "", "fail");
  expect(await fan.purchase(hold.id, challengedCard, "k1")).toMatchObject({
    status: 402,
    body: { reason: "authentication_failed" },
  });
  expect((await fan.purchase(hold.id, visa, "k2")).status).toBe(201);
});

test("while one key is at the challenge, another key is a conflict", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  expect((await fan.purchase(hold.id, challengedCard, "k1")).status).toBe(202);
  expect(await fan.purchase(hold.id, visa, "k2")).toMatchObject({ status: 409, body: { code: "conflict" } });
});

test("a challenge finished after the tab was closed still becomes tickets, by webhook alone", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  const asked = await fan.purchase(hold.id, challengedCard);
  await authenticate((await intentOf(asked.body.orderId))?.id ?? "", "succeed");

  const order = await eventually(
    () => orderRow(asked.body.orderId),
    (row) => row?.captured_at != null,
  );
  expect(order?.status).toBe("paid");
  expect(
    await eventually(
      () => mailsTo(fan.email),
      (found) => found.length > 0,
    ),
  ).toHaveLength(1);
  expect(await fan.ask(`/api/v1/orders/${asked.body.orderId}`)).toMatchObject({
    status: 200,
    body: { order: { status: "paid" } },
  });
});

test("a free order asks no card", async () => {
  const [fan, sale] = [await aFan(), await aSale({ priceCents: 0 })];
  const hold = await held(fan, sale);
  const got = await fan.purchase(hold.id);
  expect(got).toMatchObject({ status: 201, body: { order: { status: "paid", totalCents: 0 } } });
  expect(await intentsOf(sale.eventId)).toEqual([]);
  expect(await typeOf(sale.eventId)).toMatchObject({ sold: 2, held: 0 });
  expect(
    await eventually(
      () => mailsTo(fan.email),
      (found) => found.length > 0,
    ),
  ).toHaveLength(1);
});

test("the same key and body give the same order, another body is refused, another key finds the paid order", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  const first = await fan.purchase(hold.id, visa, "once");
  const again = await fan.purchase(hold.id, visa, "once");
  expect(again.status).toBe(201);
  expect(again.body.order).toEqual(first.body.order);
  const other = { ...fan.buyer, name: "Somebody Else" };
  expect(await fan.purchase(hold.id, visa, "once", other)).toMatchObject({
    status: 422,
    body: { code: "idempotency_mismatch" },
  });
  expect(await fan.purchase(hold.id, visa, "twice")).toMatchObject({
    status: 201,
    body: { order: { id: first.body.order.id } },
  });
  expect(await intentsOf(sale.eventId)).toHaveLength(1);
});

test("a button pressed ten times at once is one order and one charge", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  const presses = await Promise.all(Array.from({ length: 10 }, () => fan.purchase(hold.id, visa, "pressed")));
  expect(presses.map(({ status }) => status).every((status) => status === 201 || status === 202)).toBe(true);
  const settled = await eventually(
    () => fan.purchase(hold.id, visa, "pressed"),
    ({ status }) => status === 201,
  );
  expect(settled.status).toBe(201);
  expect(await intentsOf(sale.eventId)).toMatchObject([{ status: "succeeded", amount_received: 5000 }]);
  expect(await rows("select id from orders where event_id = $1", [sale.eventId])).toHaveLength(1);
});

test("without a key, a repeat with the same card is the same purchase", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  const first = await fan.purchase(hold.id, visa);
  expect((await fan.purchase(hold.id, visa)).body.order.id).toBe(first.body.order.id);
});

test("a hold that lapsed cannot be bought, its units can be held again", async () => {
  const [fan, sale] = [await aFan(), await aSale({ capacity: 2, hold: { ttlSeconds: 8 } })];
  const hold = await held(fan, sale);
  expect((await (await aFan()).reserve(sale.eventId, sale.two)).status).toBe(409);
  await eventually(
    () => fan.ask(`/api/v1/holds/${hold.id}`),
    ({ status }) => status === 410,
  );

  expect(await fan.purchase(hold.id, visa)).toMatchObject({ status: 410, body: { code: "hold_expired" } });
  expect(await intentsOf(sale.eventId)).toEqual([]);
  const again = await fan.reserve(sale.eventId, sale.two);
  expect((await fan.purchase(again.body.hold.id, visa)).status).toBe(201);
});

test("a paying hold outlives its time: a slow challenge still gets its tickets", async () => {
  const [fan, sale] = [await aFan(), await aSale({ capacity: 2, hold: { ttlSeconds: 8 } })];
  const hold = await held(fan, sale);
  const asked = await fan.purchase(hold.id, challengedCard, "k");
  const left = new Date(hold.expiresAt).getTime() - Date.now();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, left) + 500));

  expect(await (await aFan()).reserve(sale.eventId, sale.one)).toMatchObject({
    status: 409,
    body: { code: "sold_out" },
  });
  await authenticate((await intentOf(asked.body.orderId))?.id ?? "", "succeed");
  expect((await fan.purchase(hold.id, challengedCard, "k")).status).toBe(201);
});

test("leaving the checkout ends the order now: no authorization stays, the units are free", async () => {
  const [fan, sale] = [await aFan(), await aSale({ capacity: 2 })];
  const hold = await held(fan, sale);
  const asked = await fan.purchase(hold.id, challengedCard);
  expect((await fan.ask(`/api/v1/holds/${hold.id}`, { method: "DELETE" })).status).toBe(204);
  expect((await fan.ask(`/api/v1/holds/${hold.id}`, { method: "DELETE" })).status).toBe(204);

  expect((await orderRow(asked.body.orderId))?.status).toBe("expired");
  expect(await intentOf(asked.body.orderId)).toMatchObject({ status: "canceled", amount_received: 0 });
  expect((await ticketRows(asked.body.orderId)).map(({ status }) => status)).toEqual(["void", "void"]);
  expect(await typeOf(sale.eventId)).toMatchObject({ sold: 0, held: 0, available: 2 });
  expect((await (await aFan()).reserve(sale.eventId, sale.two)).status).toBe(200);
  expect(await fan.purchase(hold.id, visa)).toMatchObject({ status: 410 });
});

test("an unpaid order ends with its payment window, with nobody looking", async () => {
  const [fan, sale] = [await aFan(), await aSale({ capacity: 2, hold: { ttlSeconds: 30, paymentSeconds: 5 } })];
  const hold = await held(fan, sale);
  const asked = await fan.purchase(hold.id, challengedCard);
  expect(asked.status).toBe(202);
  // The shipped schedule fires once a minute.
  const ended = await eventually(
    () => orderRow(asked.body.orderId),
    (row) => row?.status === "expired",
    150_000,
  );
  expect(ended?.status).toBe("expired");
  expect(await intentOf(asked.body.orderId)).toMatchObject({ status: "canceled" });
  expect(await typeOf(sale.eventId)).toMatchObject({ available: 2, held: 0 });
}, 200_000);

test("a customer's limit holds over several orders, and ends with a refund", async () => {
  const sale = await aSale({ maxPerCustomer: 2 });
  const [first, second] = [await aFan(), await aFan()];
  const email = `twice.${randomUUID()}@example.com`;
  const one = await held(first, sale);
  const bought = await first.purchase(one.id, visa, "k", { name: "Ada", email });
  expect(bought.status).toBe(201);

  const two = await held(second, sale);
  const refused = await second.purchase(two.id, visa, "k", { name: "Ada", email: email.toUpperCase() });
  expect(refused).toMatchObject({ status: 409, body: { code: "limit_exceeded" } });
  // Another person may still buy what is held.
  expect((await second.purchase(two.id, visa, "k2")).status).toBe(201);

  expect((await asOrganizer(`/orders/${bought.body.order.id}/refunds`, "POST", {})).status).toBe(201);
  await eventually(
    () => orderRow(bought.body.order.id),
    (row) => row?.status === "refunded",
  );
  const third = await aFan();
  const three = await held(third, sale);
  expect((await third.purchase(three.id, visa, "k", { name: "Ada", email })).status).toBe(201);
});

test("a hold is bought only by who made it, and only with a fan's token", async () => {
  const [fan, thief, sale] = [await aFan(), await aFan("Eve"), await aSale()];
  const hold = await held(fan, sale);
  expect(await thief.purchase(hold.id, visa)).toMatchObject({ status: 404, body: { code: "not_found" } });
  expect(await fan.purchase("h_nonsense", visa)).toMatchObject({ status: 404 });
  expect((await fan.purchase(hold.id, visa)).status).toBe(201);
});

test("what the server will not understand changes nothing", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  const bad = await fan.purchase(hold.id, visa, undefined, { name: "", email: "not an address" });
  expect(bad).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  expect(Object.keys(bad.body.fields)).toEqual(expect.arrayContaining(["buyer.name", "buyer.email"]));
  expect(await fan.purchase(hold.id)).toMatchObject({ status: 400 });
  expect((await fan.purchase(hold.id, visa)).status).toBe(201);
});

test("a challenge finished after the event was cancelled charges nobody", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  const hold = await held(fan, sale);
  const asked = await fan.purchase(hold.id, challengedCard, "k");
  expect(asked.status).toBe(202);
  expect((await asOrganizer(`/events/${sale.eventId}/cancel`, "POST", {})).status).toBe(200);

  await authenticate((await intentOf(asked.body.orderId))?.id ?? "", "succeed");
  expect(await fan.purchase(hold.id, challengedCard, "k")).toMatchObject({ status: 410 });
  const intent = await eventually(
    () => intentOf(asked.body.orderId),
    (found) => found?.status === "canceled",
  );
  expect(intent).toMatchObject({ status: "canceled", amount_received: 0, amount_capturable: 0 });
  expect((await orderRow(asked.body.orderId))?.captured_at).toBeNull();
});
