import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { primary } from "@/db/client";
import { ordersOf } from "@/db/queries/desk";
import { grant } from "@/lib/core/grant";
import { sendTickets } from "@/lib/notifications/send-tickets";
import { listOrders, orderQuery, searchOrders } from "@/lib/orders/list-orders";
import { orderDesk } from "@/lib/orders/order-desk";
import { resendOwnTickets, resendTickets } from "@/lib/orders/resend-tickets";
import { searchTerms } from "@/lib/orders/search-terms";
import { invite } from "@/lib/organizations/invite";
import { aFan, visa } from "../fixtures/fan";
import { granted } from "../fixtures/granted";
import { anOrganization, auditOf } from "../fixtures/organizer";
import { aPaidOrder } from "../fixtures/paid-order";
import { aSale, asOrganizer, mailsTo } from "../fixtures/sale";
import { eventually, rows } from "../fixtures/stack";

type World = Awaited<ReturnType<typeof aPaidOrder>>;
const actor = "user:somebody";
const intentOf = ({ orderId }: World) => `pi_${orderId.replaceAll("-", "")}`;
const reading = ({ organizationId }: { organizationId: string }) => grant<"orders:read">({ organizationId, actor });
const resending = ({ organizationId }: World) => grant<"orders:resend">({ organizationId, actor });
const found = async (world: World, query: Record<string, unknown>) =>
  granted(await searchOrders({ ...reading(world), ...orderQuery.parse(query) })).orders.map(({ id }) => id);

describe("an order is found by", () => {
  let world: World;
  beforeAll(async () => {
    world = await aPaidOrder({ name: "Ada Byron-Łukasiewicz" });
    await rows("update orders set payment_intent_id = $2 where id = $1", [world.orderId, intentOf(world)]);
  });

  test.each([
    ["the beginning of its address", () => world.email.slice(0, 12).toUpperCase()],
    ["its whole address", () => world.email],
    ["a word of the name", () => "Łukasiewicz"],
    ["beginnings of words, in any order", () => "byr ad"],
    ["its id", () => world.orderId.toUpperCase()],
    ["its number", () => `#${world.orderId.slice(0, 8).toUpperCase()}`],
    ["its payment", () => intentOf(world)],
  ])("%s", async (_name, typed) => {
    expect(await found(world, { q: typed() })).toEqual([world.orderId]);
  });

  test.each([
    ["the middle of an address", () => world.email.slice(3)],
    ["the middle of a word", () => "yron"],
    ["another name", () => "Ada Lovelace"],
    ["signs that mean something to a database", () => "%"],
    ["a text search of one's own", () => "x':* | 'ada"],
    ["an id nobody has", () => randomUUID()],
  ])("but not by %s", async (_name, typed) => {
    expect(await found(world, { q: typed() })).toEqual([]);
  });

  test("its event and status, as it is shown", async () => {
    expect(await found(world, { event: world.eventId, status: "paid" })).toEqual([world.orderId]);
    expect(await found(world, { event: randomUUID() })).toEqual([]);
    expect(await found(world, { status: "pending" })).toEqual([]);
    await rows("update orders set captured_at = null where id = $1", [world.orderId]);
    expect([await found(world, { status: "paid" }), await found(world, { status: "pending" })]).toEqual([
      [],
      [world.orderId],
    ]);
    await rows("update orders set captured_at = paid_at where id = $1", [world.orderId]);
  });

  test("nobody of another organization, whatever they ask for", async () => {
    const stranger = await aPaidOrder();
    for (const q of [world.orderId, world.email, intentOf(world), "byron"]) {
      expect(await found(stranger, { q })).toEqual([]);
    }
    expect(await found(stranger, { event: world.eventId })).toEqual([]);
    expect(await found(stranger, {})).toEqual([stranger.orderId]);
  });
});

test("pages go through every order once, newest first", async () => {
  const world = await aPaidOrder();
  await rows(
    `insert into orders (id, event_id, hold_id, fan, buyer_name, buyer_email, status, total_cents, currency, expires_at, created_at)
     select gen_random_uuid(), event_id, 'h_' || gen_random_uuid(), fan, buyer_name, buyer_email, 'expired', 100, currency, expires_at, now() - interval '1 h'
     from orders, generate_series(1, 7) where id = $1`,
    [world.orderId],
  );
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 5; page++) {
    const shown = granted(await searchOrders({ ...reading(world), ...orderQuery.parse({ limit: 3, cursor }) }));
    seen.push(...shown.orders.map(({ id }) => id));
    cursor = shown.nextCursor ?? undefined;
    if (!cursor) break;
  }
  expect([seen.length, new Set(seen).size, seen[0]]).toEqual([8, 8, world.orderId]);
  const badly = await listOrders({ ...reading(world), ...orderQuery.parse({ cursor: "made up" }) });
  expect(badly).toMatchObject({ ok: false, problem: { kind: "invalid_request" } });
});

test("no search reads every order there is: each has an index", async () => {
  const planOf = (typed: string) =>
    primary().transaction(async (tx) => {
      // A planner asked not to scan does so all the same where no index serves.
      await tx.execute("set local enable_seqscan = off");
      const query = ordersOf({ organizationId: randomUUID(), count: 20, terms: searchTerms(typed) }).getSQL();
      const plan = await tx.execute(sql`explain ${query}`);
      return JSON.stringify(plan);
    });
  for (const typed of ["ada lovelace", "ada@example", randomUUID(), "E0D9B7C4", "pi_12345678", "ada"]) {
    const plan = await planOf(typed);
    expect(plan).toContain("Index");
    expect(plan).not.toContain("Seq Scan on orders");
  }
});

describe("one order at the desk", () => {
  test("shows who, what, money, mails and changes; another organization finds nothing", async () => {
    const sale = await aSale({ fees: { fixedCents: 100, percent: 0, included: false } });
    const fan = await aFan("Grace Hopper");
    const { order } = (await fan.purchase((await fan.reserve(sale.eventId, sale.two)).body.hold.id, visa)).body;
    await eventually(
      () => mailsTo(fan.email),
      (mails) => mails.length > 0,
    );
    await asOrganizer(`/orders/${order.id}/refunds`, "POST", { tickets: [order.tickets[0]?.id], reason: "ill" });
    const [mine] = await rows<{ organizationId: string }>(
      'select organization_id as "organizationId" from events where id = $1',
      [sale.eventId],
    );
    const by = reading(mine ?? { organizationId: "" });
    const desk = await eventually(
      async () => granted(await orderDesk({ ...by, orderId: order.id })),
      ({ mails }) => mails.length > 1,
    );
    expect(desk.order).toMatchObject({ id: order.id, buyer: { name: "Grace Hopper", email: fan.email } });
    expect(desk.items).toMatchObject([{ name: "Standard", quantity: 2, unitCents: 2500, feeCents: 100 }]);
    expect(desk.tickets.map(({ worthCents, refundable }) => [worthCents, refundable]).toSorted()).toEqual([
      [2600, false],
      [2600, true],
    ]);
    expect([desk.leftCents, desk.payment?.capturedCents]).toEqual([2600, 5200]);
    expect(desk.refunds).toMatchObject([{ amountCents: 2600, reason: "ill", status: "succeeded" }]);
    expect(desk.ledger.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(0);
    expect(desk.ledger.length).toBeGreaterThan(3);
    expect(desk.mails.map(({ kind }) => kind).toSorted()).toEqual(["send-refund", "send-tickets"]);
    expect(desk.changes.map(({ action }) => action)).toContain("order.refunded");

    const stranger = await anOrganization();
    // A name of their own making: nothing of theirs is shown here.
    const alike = { email: `${randomUUID()}@example.com`, role: "owner" as const, invitationId: order.id };
    granted(await invite({ ...grant<"team:manage">({ ...stranger, actor }), ...alike }));
    expect(granted(await orderDesk({ ...by, orderId: order.id })).changes).toEqual(desk.changes);
    expect(await orderDesk({ ...reading(stranger), orderId: order.id })).toEqual({
      ok: false,
      problem: { kind: "not_found" },
    });
    const [theirs, nobodys] = [
      await stranger.ask(`/orders/${order.id}`),
      await stranger.ask(`/orders/${randomUUID()}`),
    ];
    const plain = ({ status, body }: { status: number; body: object }) => ({ status, ...body, requestId: "" });
    expect(plain(theirs)).toEqual(plain(nobodys));
    expect(theirs.status).toBe(404);
    expect((await asOrganizer(`/orders/${order.id}`)).body.order.id).toBe(order.id);
  });
});

describe("tickets are mailed once more", () => {
  test("as a mail of its own for each asking, and once for each asking", async () => {
    const world = await aPaidOrder();
    const resendId = randomUUID();
    // Before it is asked for: the app, told by the outbox, would send beside us.
    await sendTickets(world.orderId);
    await sendTickets(world.orderId, resendId);
    await sendTickets(world.orderId, resendId);
    const mails = await eventually(
      () => mailsTo(world.email),
      (sent) => sent.length > 1,
    );
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map(({ headers }) => headers["message-id"])).size).toBe(2);

    const ask = () => resendTickets({ ...resending(world), orderId: world.orderId, resendId });
    expect([await ask(), await ask()]).toEqual([
      { ok: true, value: { resendId } },
      { ok: true, value: { resendId } },
    ]);
    expect(await auditOf(world.orderId)).toMatchObject([{ action: "order.tickets_resent", actor }]);
  });

  test("three times an hour, not a fourth", async () => {
    const world = await aPaidOrder();
    const ask = () => resendTickets({ ...resending(world), orderId: world.orderId });
    const outcomes = await Promise.all([ask(), ask(), ask(), ask(), ask()]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(3);
    expect(await ask()).toMatchObject({ ok: false, problem: { kind: "rate_limited", retryAfterSeconds: 3600 } });
    expect(await auditOf(world.orderId)).toHaveLength(3);
  });

  test("the buyer's own asking is of the same three, and the desk is told of it", async () => {
    const world = await aPaidOrder();
    const wish = { orderId: world.orderId, resendId: randomUUID() };
    expect([await resendOwnTickets(wish), await resendOwnTickets(wish)].map(({ ok }) => ok)).toEqual([true, true]);
    expect(await auditOf(world.orderId)).toMatchObject([
      { action: "order.tickets_resent", actor: "fan", organization_id: world.organizationId },
    ]);
    for (const allowed of [true, true, false]) {
      const asked = await resendTickets({ ...resending(world), orderId: world.orderId });
      expect(asked.ok).toBe(allowed);
    }
    expect(await resendOwnTickets({ orderId: world.orderId })).toMatchObject({ problem: { kind: "rate_limited" } });
  });

  test("never before the money is there, nor for somebody else's order", async () => {
    const [unpaid, mine] = [await aPaidOrder({ captured: false }), await aPaidOrder()];
    expect(await resendTickets({ ...resending(unpaid), orderId: unpaid.orderId })).toMatchObject({
      problem: { kind: "conflict" },
    });
    expect(await resendTickets({ ...resending(unpaid), orderId: mine.orderId })).toEqual({
      ok: false,
      problem: { kind: "not_found" },
    });
    expect((await resendTickets({ ...resending(mine), orderId: mine.orderId })).ok).toBe(true);
  });
});
