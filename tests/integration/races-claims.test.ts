import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { inTransaction } from "@/db/transaction";
import { readHold } from "@/lib/inventory/read-hold";
import { rebuild } from "@/lib/inventory/rebuild";
import { release } from "@/lib/inventory/release";
import { setPaused } from "@/lib/inventory/set-paused";
import { snapshot } from "@/lib/inventory/snapshot";
import { expireOrder } from "@/lib/orders/expire";
import { leaveCheckout } from "@/lib/orders/leave-checkout";
import { purchase } from "@/lib/orders/purchase";
import { settleOrders } from "@/lib/orders/settle-orders";
import { sweepHolds } from "@/lib/orders/sweep-holds";
import { aBuyer, type Begun, begun, claimOf, own, statusOf } from "../fixtures/begun-order";
import { visa } from "../fixtures/fan";
import { ask } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { sellInPostgres } from "../fixtures/ledger";
import { anOpenTransaction } from "../fixtures/open-transaction";
import { intentsOf } from "../fixtures/sale";
import { eventually, rawRedis, rows } from "../fixtures/stack";
import { anEvent, aVisitor, type World } from "../fixtures/world";

const runs = { count: 0 };

// The real transactions, and how often each was begun: a deadlock shows as one run more.
vi.mock("@/db/transaction", async (original) => {
  const real = await original<typeof import("@/db/transaction")>();
  const counted: typeof real.inTransaction = (work) =>
    real.inTransaction((tx) => {
      runs.count++;
      return work(tx);
    });
  return { ...real, inTransaction: counted };
});
beforeEach(() => {
  runs.count = 0;
});

const gone = { ok: false, problem: { kind: "hold_expired" } };
const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const countsOf = async ({ eventId, typeId }: World) => granted(await snapshot(eventId)).types[typeId];

/** A customer who has as many units of the type as may be, less `left`; nobody can count meanwhile. */
async function aContendedCustomer(world: World, units: number) {
  const buyer = aBuyer();
  const row = [world.typeId, `email:${buyer.email}`];
  await rows("insert into customer_counts (ticket_type_id, customer, units) values ($1, $2, 0)", row);
  const lock = await anOpenTransaction(
    "update customer_counts set units = $3 where ticket_type_id = $1 and customer = $2",
    [...row, units],
  );
  const counted = async () =>
    (
      await rows<{ units: number }>(
        "select units from customer_counts where ticket_type_id = $1 and customer = $2",
        row,
      )
    )[0]?.units;
  return { buyer, lock, counted };
}

/** Holds that began to be paid two minutes ago, by the store's reckoning, and whose windows are over. */
async function aged(world: World, orders: Begun[]) {
  await sleep(1100);
  const key = `inv:{${world.eventId}}:expiry`;
  for (const member of await rawRedis().zrange(key, "0", "-1"))
    await rawRedis().zadd(key, "XX", `${120_000 - Date.now()}`, member);
  return orders;
}
const brief = { ttlSeconds: 1, paymentSeconds: 1 };

/** The same, once a payment began within its second. */
const begunBriefly = async (world: World): Promise<Begun> => {
  const order = await eventually(
    () => begun(world, 2).catch(() => undefined),
    (found) => found !== undefined,
  );
  return order ?? begun(world, 2);
};

const purchaseOf = ({ hold }: Pick<Begun, "hold">, key: string) =>
  purchase({ ...own(hold), buyer: aBuyer(), payment: visa, idempotencyKey: key, bodyHash: "body" });

test("claims of one hold by ten at once: one order, its tickets once; another body under a key is refused", async () => {
  const world = await anEvent();
  for (const _ of times(4)) {
    const order = await begun(world, 2);
    const key = { actor: `fan:${order.hold.fan}`, key: "pressed", bodyHash: "body" };
    const claims = await Promise.all([
      ...times(5).map(() => claimOf(order, { key })),
      ...times(5).map(() => claimOf(order)),
    ]);
    expect(new Set(claims.map((claim) => granted(claim).order.id))).toEqual(new Set([order.orderId]));
    expect(await statusOf(order.orderId)).toEqual({
      status: "pending",
      captured: false,
      tickets: ["claimed", "claimed"],
    });
    expect(await claimOf(order, { key: { ...key, bodyHash: "other" } })).toMatchObject({
      problem: { kind: "idempotency_mismatch" },
    });
  }
});

test("claims in opposite order never deadlock: one has all its units, the others are told which are sold", async () => {
  const world = await anEvent({ pools: { hall: 60, box: 20 }, types: [{ pool: "hall" }, { pool: "box" }] });
  const both = world.typeIds.map((ticketTypeId) => ({ ticketTypeId, quantity: 3 }));
  for (const _ of times(5)) {
    const first = await begun(world, both);
    // Redis is wrong about six more fans: they hold the same units, named in other orders.
    const rivals = await Promise.all(times(6).map(() => begun(world, 1)));
    const claims = [first, ...rivals].map((order, n) => {
      const units = n % 2 === 0 ? first.hold.units : first.hold.units.toReversed();
      const items = n % 2 === 0 ? first.hold.items : first.hold.items.toReversed();
      return claimOf({ ...order, hold: { ...order.hold, units, items } });
    });
    const outcomes = await Promise.all(claims);
    const refused = outcomes.flatMap((one) => (one.ok ? [] : [one.problem]));
    expect(refused).toHaveLength(6);
    for (const problem of refused) {
      expect(problem.kind).toBe("units_sold");
      expect("units" in problem && problem.units.length).toBe(6);
    }
  }
  expect(runs.count).toBe(5 * 7);
});

test("opposite orders do deadlock where nobody sorts, and a transaction is run again, at most three times", async () => {
  const world = await anEvent({ types: [{}, {}] });
  let met = 0;
  const meet = async () => {
    met += 1;
    await eventually(
      async () => met,
      (count) => count >= 2,
    );
  };
  const update = (ids: string[]) =>
    inTransaction(async (tx) => {
      for (const id of ids) {
        await tx.execute(sql`update ticket_types set position = position + 1 where id = ${id}`);
        await meet();
      }
    });
  await Promise.all([update(world.typeIds), update(world.typeIds.toReversed())]);
  expect(runs.count).toBeGreaterThan(2);
  expect(
    await rows("select position from ticket_types where event_id = $1 order by position", [world.eventId]),
  ).toEqual([{ position: 2 }, { position: 3 }]);

  runs.count = 0;
  const never = inTransaction((tx) =>
    tx.execute(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`),
  );
  await expect(never).rejects.toThrow();
  expect(runs.count).toBe(4);
});

test("a unit Redis wrongly thinks free: others are given, or it is sold out; nobody shares, nobody else is charged", async () => {
  const world = await anEvent({ capacity: 10 });
  const wrong = granted(await ask(world, 3));
  await sellInPostgres(wrong, wrong.units);
  await release(own(wrong));
  const fans = await Promise.all(times(10).map(() => ask(world, 1)));
  const bought = await Promise.all(fans.map((hold) => purchaseOf({ hold: granted(hold) }, "k")));
  const paid = bought.filter((answer) => "status" in answer && answer.status === 201);
  const refused = bought.flatMap((answer) => ("problem" in answer ? [answer.problem.kind] : []));
  expect([paid.length, refused]).toEqual([7, ["sold_out", "sold_out", "sold_out"]]);
  const units = await rows<{ unit: number }>("select unit from tickets where event_id = $1 and status = 'valid'", [
    world.eventId,
  ]);
  expect(new Set(units.map(({ unit }) => unit)).size).toBe(10);
  const intents = await intentsOf(world.eventId);
  expect(intents.map(({ status, amount_received }) => [status, amount_received])).toEqual(
    times(7).map(() => ["succeeded", 2500]),
  );
  expect(await countsOf(world)).toMatchObject({ sold: 10, held: 0, available: 0 });
});

test("replaced at most three times: the fan is asked to come again, uncharged, and then is served", async () => {
  const world = await anEvent({ capacity: 20 });
  const wrong = granted(await ask(world, 5));
  await sellInPostgres(wrong, wrong.units);
  await rawRedis().hset(`inv:{${world.eventId}}:sale`, `top:${world.poolIds[0]}`, 0);
  const hold = granted(await ask(world, 1));
  expect(hold.units[0]?.unit).toBe(1);
  expect(await purchaseOf({ hold }, "k")).toEqual({ problem: { kind: "unavailable", retryAfterSeconds: 1 } });
  expect(await intentsOf(world.eventId)).toEqual([]);
  expect(await purchaseOf({ hold }, "k")).toMatchObject({ status: 201, order: { tickets: [{ unit: 6 }] } });
});

test("sweep against a claim in flight: the claim came first, the sweep leaves the hold to its order", async () => {
  const world = await anEvent({ types: [{ maxPerCustomer: 4 }], hold: brief });
  const [order] = await aged(world, [await begunBriefly(world)]);
  if (!order) throw new Error("no order was begun");
  const { buyer, lock } = await aContendedCustomer(world, 0);
  const claimed = claimOf(order, { buyer });
  expect(await lock.keepsWaiting(1)).toBeGreaterThan(0);
  const swept = sweepHolds();
  await sleep(300);
  expect(granted(await readHold(own(order.hold))).state).toBe("paying");
  await lock.rollback();
  expect(granted(await claimed).order.status).toBe("pending");
  await swept;
  expect(granted(await readHold(own(order.hold)))).toMatchObject({ state: "paying", units: order.hold.units });
  expect(await statusOf(order.orderId)).toMatchObject({ status: "pending", tickets: ["claimed", "claimed"] });
});

test("sweep against a claim in flight: the claim is refused, the sweep ends the hold and frees its units", async () => {
  const world = await anEvent({ types: [{ maxPerCustomer: 4 }], hold: brief });
  const [order] = await aged(world, [await begunBriefly(world)]);
  if (!order) throw new Error("no order was begun");
  const { buyer, lock } = await aContendedCustomer(world, 4);
  const claimed = claimOf(order, { buyer });
  expect(await lock.keepsWaiting(1)).toBeGreaterThan(0);
  const swept = sweepHolds();
  await sleep(300);
  await lock.commit();
  expect(await claimed).toMatchObject({ problem: { kind: "limit_exceeded" } });
  await swept;
  // The app sweeps each minute, too: where it was first, ours leaves the end to it.
  await eventually(
    () => readHold(own(order.hold)),
    (read) => !read.ok,
  );
  expect(await statusOf(order.orderId)).toEqual({ status: "expired", captured: false, tickets: [] });
  expect(await readHold(own(order.hold))).toEqual(gone);
  expect(await countsOf(world)).toMatchObject({ sold: 0, held: 0, available: 10 });
  // Its place is taken: nothing commits for this hold any more.
  expect(granted(await claimOf(order)).order.status).toBe("expired");
  expect(await purchaseOf(order, "k")).toEqual({ problem: { kind: "hold_expired" } });
});

test("sweeps and claims of many holds at once: each hold has exactly one winner", async () => {
  const world = await anEvent({ capacity: 40, hold: brief });
  const orders = await aged(world, await Promise.all(times(20).map(() => begunBriefly(world))));
  const [claims] = await Promise.all([
    Promise.all(
      orders.map(async (order, n) => {
        await sleep(n * 3);
        return claimOf(order);
      }),
    ),
    sweepHolds(),
    sweepHolds(),
  ]);
  let pending = 0;
  for (const [n, order] of orders.entries()) {
    const status = (await statusOf(order.orderId))?.status;
    const claimed = claims[n];
    expect(claimed && granted(claimed).order.status).toBe(status);
    if (status === "pending") pending += 1;
    const hold = await readHold(own(order.hold));
    if (status === "pending") expect(granted(hold).units).toEqual(order.hold.units);
    else expect([status, hold]).toEqual(["expired", gone]);
  }
  expect(await countsOf(world)).toMatchObject({ sold: 0, held: 2 * pending, available: 40 - 2 * pending });
});

test("leaving the checkout against a claim in flight: the order has ended and the units are free, once", async () => {
  const world = await anEvent({ capacity: 20 });
  await Promise.all(
    times(10).map(async (n) => {
      const order = await begun(world, 2);
      const claiming = sleep(n % 3).then(() => claimOf(order));
      const left = await leaveCheckout(own(order.hold));
      const claimed = await claiming;
      if (!claimed.ok) expect(claimed).toEqual(gone);
      // A claim that came in between is asked about again, as the page does.
      if (!left.ok) expect((await leaveCheckout(own(order.hold))).ok).toBe(true);
      expect((await statusOf(order.orderId))?.status).toBe("expired");
      expect(await readHold(own(order.hold))).toEqual(gone);
    }),
  );
  expect(await countsOf(world)).toMatchObject({ sold: 0, held: 0, available: 20 });
});

test("the limit per customer by twenty at once, by account and by address: exactly as many as allowed", async () => {
  const world = await anEvent({ capacity: 60, types: [{ maxPerCustomer: 4 }] });
  const limit = { ok: false, problem: { kind: "limit_exceeded", limit: "per_customer" } };
  const [userId, buyer] = [aVisitor(), aBuyer()];
  const attempts = [
    () => ({ userId }),
    () => ({ buyer }),
    () => ({ userId: aVisitor(), buyer: { ...buyer, name: "Bob" } }),
  ];
  const orders = await Promise.all(times(20).map(() => begun(world, 1)));
  const byAccount = await Promise.all(orders.map((order) => claimOf(order, attempts[0]?.())));
  expect(byAccount.filter(({ ok }) => ok)).toHaveLength(4);
  for (const one of byAccount) if (!one.ok) expect(one).toEqual(limit);

  const left = orders.filter((_, n) => !byAccount[n]?.ok);
  const byAddress = await Promise.all(left.map((order, n) => claimOf(order, attempts[1 + (n % 2)]?.())));
  expect(byAddress.filter(({ ok }) => ok)).toHaveLength(4);
  for (const one of byAddress) if (!one.ok) expect(one).toEqual(limit);
  // Both at once are one customer: neither name has anything left.
  const last = left.filter((_, n) => !byAddress[n]?.ok);
  const [one, two, three] = last;
  if (!one || !two || !three) throw new Error("twelve are left");
  expect(await claimOf(one, { userId, buyer: aBuyer() })).toEqual(limit);
  expect(await claimOf(two, { userId: aVisitor(), buyer })).toEqual(limit);
  expect((await claimOf(three)).ok).toBe(true);
});

test("an order expires while its customer's limit row is contended: the count is what the customer has, no leak", async () => {
  const world = await anEvent({ types: [{ maxPerCustomer: 2 }] });
  for (const _ of times(2)) {
    const { buyer, lock, counted } = await aContendedCustomer(world, 0);
    await lock.commit();
    const [old, ...next] = await Promise.all(times(4).map(() => begun(world, 1)));
    if (!old) throw new Error("no order was begun");
    granted(await claimOf(old, { buyer }));
    const contended = await anOpenTransaction("select 1 from customer_counts where ticket_type_id = $1 for update", [
      world.typeId,
    ]);
    const ending = expireOrder(old.orderId);
    const claims = Promise.all(next.map((order) => claimOf(order, { buyer })));
    expect(await contended.keepsWaiting(2)).toBeGreaterThanOrEqual(2);
    await contended.rollback();
    expect(await ending).toBe("expired");
    const claimed = (await claims).filter(({ ok }) => ok).length;
    expect([1, 2]).toContain(claimed);
    expect(await counted()).toBe(claimed);
    for (const order of next) await leaveCheckout(own(order.hold));
    expect(await counted()).toBe(0);
  }
  expect(await countsOf(world)).toMatchObject({ sold: 0, held: 0, available: 10 });
});

test("the event's row is shared: a generation bumped meanwhile refuses the claim that waited for it", async () => {
  const world = await anEvent();
  const bump = () => anOpenTransaction("update events set generation = generation + 1 where id = $1", [world.eventId]);
  const [first, second] = [await begun(world, 2), await begun(world, 2)];
  const undone = await bump();
  const claimed = claimOf(first);
  expect(await undone.keepsWaiting(1)).toBeGreaterThan(0);
  await undone.rollback();
  expect((await claimed).ok).toBe(true);

  const bumped = await bump();
  const refused = claimOf(second);
  expect(await bumped.keepsWaiting(1)).toBeGreaterThan(0);
  await bumped.commit();
  expect(await refused).toEqual(gone);
  expect(await statusOf(second.orderId)).toBeUndefined();
});

test("an event cancelled meanwhile refuses the claim that waited for its row", async () => {
  const world = await anEvent();
  const order = await begun(world, 2);
  const cancelling = await anOpenTransaction("update events set status = 'cancelled' where id = $1", [world.eventId]);
  const refused = claimOf(order);
  expect(await cancelling.keepsWaiting(1)).toBeGreaterThan(0);
  await cancelling.commit();
  expect(await refused).toEqual({ ok: false, problem: { kind: "not_on_sale" } });
  expect(await statusOf(order.orderId)).toBeUndefined();
});

test("a rebuild waits for the claim in flight, and then knows its units", async () => {
  const world = await anEvent({ types: [{ maxPerCustomer: 4 }] });
  const order = await begun(world, 3);
  const { buyer, lock } = await aContendedCustomer(world, 0);
  const claimed = claimOf(order, { buyer });
  expect(await lock.keepsWaiting(1)).toBeGreaterThan(0);
  const rebuilt = rebuild(world.eventId);
  await sleep(200);
  await lock.rollback();
  expect(granted(await claimed).order.status).toBe("pending");
  expect((await rebuilt).ok).toBe(true);
  expect(granted(await readHold(own(order.hold)))).toMatchObject({ state: "paying", orderId: order.orderId });
  expect(await countsOf(world)).toMatchObject({ sold: 0, held: 3, available: 7 });
});

test("window and pause are judged as of the hold: what was held while it sold is claimed after", async () => {
  const world = await anEvent();
  const order = await begun(world, 2);
  await setPaused(world.eventId, true);
  await rows("update ticket_types set sale_ends_at = now() - interval '1 min' where id = $1", [world.typeId]);
  expect(await ask(world, 1)).toMatchObject({ problem: { kind: "not_on_sale" } });
  expect(granted(await claimOf(order)).order.status).toBe("pending");
});

test("Postgres alone decides when an order ends, whatever this process takes the time for", async () => {
  const world = await anEvent({ hold: { paymentSeconds: 300 } });
  try {
    for (const minutes of [11, -5]) {
      const order = await begun(world, 1);
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
      expect(granted(await claimOf(order)).order.status).toBe("pending");
      await settleOrders();
      vi.useRealTimers();
      const [row] = await rows<{ status: string; window: number; left: number }>(
        `select status, extract(epoch from expires_at - created_at)::int as window,
           extract(epoch from expires_at - now())::int as left from orders where id = $1`,
        [order.orderId],
      );
      expect(row).toMatchObject({ status: "pending", window: 300 });
      expect(row?.left).toBeGreaterThan(280);
    }
  } finally {
    vi.useRealTimers();
  }
});
