import { randomUUID } from "node:crypto";
import { sql, TransactionRollbackError } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { primary } from "@/db/client";
import { durations } from "@/lib/core/durations";
import { grant } from "@/lib/core/grant";
import { ok } from "@/lib/core/result";
import { liveSales } from "@/lib/events/live-sales";
import { snapshot } from "@/lib/inventory/snapshot";
import { countRestCalls } from "../fixtures/count-calls";
import { aFan, visa } from "../fixtures/fan";
import { granted } from "../fixtures/granted";
import { aSale } from "../fixtures/sale";
import { rows } from "../fixtures/stack";

const usual = { ...durations };
let rest: Awaited<ReturnType<typeof countRestCalls>>;

beforeAll(async () => {
  rest = await countRestCalls(process.env.UPSTASH_REDIS_REST_URL ?? "");
  process.env.UPSTASH_REDIS_REST_URL = rest.url;
});
afterAll(() => rest?.close());

const organizerOf = async (eventId: string) => {
  const [event] = await rows<{ organization_id: string }>("select organization_id from events where id = $1", [
    eventId,
  ]);
  return event?.organization_id ?? "";
};

async function readStock(eventId: string) {
  const stock = await snapshot(eventId);
  return stock.ok ? ok(stock.value.types) : ok(undefined);
}
const watch = (eventId: string, organizationId: string) =>
  liveSales({
    ...grant<"sales:read">({ organizationId, actor: "user:test" }),
    eventId,
    readStock: () => readStock(eventId),
  });

test("what is held, sold and paid is told within a second, minute by minute", async () => {
  Object.assign(durations, { salesKeptMs: 0, salesTotalsKeptMs: 0, salesHourKeptMs: 0 });
  const sale = await aSale({ capacity: 20 });
  const organizationId = await organizerOf(sale.eventId);
  expect(granted(await watch(sale.eventId, organizationId))).toMatchObject({
    ticketTypes: [{ sold: 0, held: 0, available: 20 }],
    revenue: { grossCents: 0 },
    latest: [],
  });

  const [buyer, holder] = [await aFan("Ada First"), await aFan()];
  const { order } = (await buyer.purchase((await buyer.reserve(sale.eventId, sale.two)).body.hold.id, visa)).body;
  await holder.reserve(sale.eventId, sale.one);
  const earlier = await aFan("Ada Earlier");
  const before = (await earlier.purchase((await earlier.reserve(sale.eventId, sale.one)).body.hold.id, visa)).body
    .order;
  await rows("update orders set paid_at = date_trunc('minute', now()) - interval '10 min' where id = $1", [before.id]);

  const live = granted(await watch(sale.eventId, organizationId));
  expect(live).toMatchObject({
    ticketTypes: [{ sold: 3, held: 1, available: 16 }],
    revenue: { grossCents: 7500, refundedCents: 0 },
    orders: { paid: 2, pending: 0 },
    latest: [
      { id: order.id, buyerName: "Ada First", units: 2, totalCents: 5000 },
      { id: before.id, buyerName: "Ada Earlier", units: 1 },
    ],
  });
  expect(live.minutes).toHaveLength(60);
  const sold = live.minutes.filter(({ orders }) => orders > 0);
  expect(sold.map(({ orders, tickets }) => ({ orders, tickets }))).toEqual([
    { orders: 1, tickets: 1 },
    { orders: 1, tickets: 2 },
  ]);
  expect(live.minutes.findIndex(({ tickets }) => tickets === 1)).toBeLessThan(50);
});

test("however many watch, a second is one call to Redis", async () => {
  Object.assign(durations, usual, { salesKeptMs: 60_000 });
  const sale = await aSale();
  const organizationId = await organizerOf(sale.eventId);
  // The process learns the sale; the budget is for every reading after the first.
  await snapshot(sale.eventId);
  rest.calls.length = 0;
  const answers = await Promise.all(Array.from({ length: 20 }, () => watch(sale.eventId, organizationId)));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(rest.calls).toHaveLength(1);
  expect((await watch(sale.eventId, organizationId)).ok).toBe(true);
  expect(rest.calls).toHaveLength(1);
});

test("the event of another organization is not found, while its own organizer sees it", async () => {
  const sale = await aSale();
  expect(await watch(sale.eventId, randomUUID())).toEqual({ ok: false, problem: { kind: "not_found" } });
  expect((await watch(sale.eventId, await organizerOf(sale.eventId))).ok).toBe(true);
});

test("the last minutes of a large event are found by an index, not by reading all of its orders", async () => {
  const sale = await aSale();
  const season = `insert into orders
    (id, event_id, hold_id, fan, buyer_name, buyer_email, status, currency, expires_at, paid_at)
    select gen_random_uuid(), '${sale.eventId}', 'h_' || gen_random_uuid(), 'fan', 'Ada', 'ada@example.com', 'paid', 'EUR',
      now(), now() - n * interval '1 min'
    from generate_series(1, 3000) n`;
  const minutes = `select date_trunc('minute', paid_at), count(*) from orders
    where event_id = '${sale.eventId}' and paid_at >= now() - interval '3 min' group by 1`;
  let plan = "";
  const looked = primary().transaction(async (tx) => {
    for (const text of [season, "analyze orders"]) await tx.execute(sql.raw(text));
    plan = JSON.stringify(await tx.execute(sql.raw(`explain ${minutes}`)));
    tx.rollback();
  });
  await expect(looked).rejects.toBeInstanceOf(TransactionRollbackError);
  expect(plan).toContain("orders_by_payment");
});
