import type pg from "pg";
import { atMost, figure, type Report } from "./report";
import { asTheApp } from "./reserve-request";
import { interleave, ratioOf } from "./rounds";
import { aSale, type Sale } from "./sale";
import { type Bench, roundsMin, withPostgres } from "./stage";

const units = 50_000;
const [sold, claimed] = [40_000, 2_000];
const [rebuilding, floor] = ["rebuild", "floor: the same units read from Postgres, a row each"];

/**
 * P18: Redis from Postgres for an event of 50,000 units, most of them sold, some being paid for, the free ones
 * between them; beside reading the same rows and doing nothing with them.
 */
export const rebuild: Bench = async ({ stack: open, say }) => {
  const stack = await open();
  const sale = await aSale(stack.file, units);
  await withPostgres(stack, (client) => sell(client, sale));
  asTheApp(stack.environment);
  const { rebuild: run } = await import("@/lib/inventory/rebuild");
  const { snapshot } = await import("@/lib/inventory/snapshot");

  const once = async () => {
    const took = await timed(() => run(sale.eventId));
    const counted = await snapshot(sale.eventId);
    const { sold: has, held, available } = (counted.ok && counted.value.types[sale.ticketTypeId]) || {};
    const free = units - sold - claimed;
    if (has !== sold || held !== claimed || available !== free)
      throw new Error(`Redis has ${has} sold, ${held} held and ${available} free.`);
    return took;
  };
  say(`${roundsMin} rounds of ${units} units: ${sold} sold, ${claimed} being paid for`);
  await once();
  return withPostgres(stack, async (client) => {
    const text = "select pool_id, ticket_type_id, unit, status from tickets where event_id = $1 and status <> 'void'";
    const read = () => client.query({ text, values: [sale.eventId], rowMode: "array" });
    const rounds = await interleave(roundsMin, [
      { name: rebuilding, measure: once },
      { name: floor, measure: () => timed(read) },
    ]);
    return reportOf(rounds(rebuilding), rounds(floor));
  });
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function reportOf(ours: number[], least: number[]): Report {
  const { median, min, max } = ratioOf(ours, least);
  return {
    figures: [figure(rebuilding, "ms", ours), figure(floor, "ms", least)],
    budgets: [
      atMost(
        "P18",
        `seconds to rebuild ${units} units`,
        ours.map((ms) => ms / 1000),
        5,
      ),
    ],
    notes: [`rebuild to its floor: ${median.toFixed(1)} (${min.toFixed(1)} to ${max.toFixed(1)})`],
  };
}

/** Orders of two tickets each, straight into Postgres: the last of them are still to be paid. Free units lie between. */
async function sell(client: pg.Client, { eventId, ticketTypeId }: Sale) {
  const [orders, paid] = [(sold + claimed) / 2, sold / 2];
  const id = (kind: string) => `md5('${kind}' || n || $1)::uuid`;
  await client.query(
    `insert into orders (id, event_id, hold_id, fan, buyer_name, buyer_email, status, total_cents, currency,
       expires_at, paid_at, captured_at)
     select ${id("order")}, $1::uuid, 'h_' || $1 || '_' || md5('own' || n) || '_' || left(md5('fan' || n), 16), 'fan' || n,
       'Ada Bench', 'ada@example.com', (case when n <= ${paid} then 'paid' else 'pending' end)::order_status, 5000, 'EUR',
       now() + interval '1 hour', case when n <= ${paid} then now() end, case when n <= ${paid} then now() end
     from generate_series(1, ${orders}) n`,
    [eventId],
  );
  await client.query(
    `insert into order_items (order_id, ticket_type_id, quantity, unit_cents, fee_cents, tax_cents)
     select ${id("order")}, $2::uuid, 2, 2500, 0, 0 from generate_series(1, ${orders}) n`,
    [eventId, ticketTypeId],
  );
  await client.query(
    `insert into tickets (id, event_id, order_id, pool_id, unit, ticket_type_id, status)
     select gen_random_uuid(), $1::uuid, ${id("order")}, (select id from pools where event_id = $1::uuid),
       2 * (n - 1) + k + (2 * (n - 1) + k - 1) * 4 / 21, $2::uuid,
       (case when n <= ${paid} then 'valid' else 'claimed' end)::ticket_status
     from generate_series(1, ${orders}) n, generate_series(1, 2) k`,
    [eventId, ticketTypeId],
  );
  await client.query("vacuum analyze tickets");
}
