import type pg from "pg";
import { atMost, figure, type Report } from "./report";
import { asTheApp } from "./reserve-request";
import { interleave, ratioOf } from "./rounds";
import { aSale, aStadium, type Sale } from "./sale";
import { type Bench, roundsMin, withPostgres } from "./stage";

/** What there is of each, and how much of it. */
type Stock = { sold: number; held: number; free: number };
type Sample = { stock: Stock; first: number; ours: number[]; floor: number[] };

const general = { sold: 40_000, held: 2_000, free: 8_000 };
/** Of every 25 seats in a row, 20 are sold and 2 are being paid for. */
const stadium = { sold: 41_600, held: 4_160, free: 6_240 };
const [rebuilding, floor] = ["rebuild", "floor: the same units read from Postgres, a row each"];

const all = ({ sold, held, free }: Stock) => sold + held + free;

/**
 * P18: Redis from Postgres for an event of 50,000 units, and for the stadium of 52,000 seats, most of them sold, some
 * being paid for, the free ones between them; beside reading the same rows and doing nothing with them. The first
 * rebuild of the stadium is by a process that has not read its plan yet.
 */
export const rebuild: Bench = async ({ stack: open, say }) => {
  const stack = await open();
  asTheApp(stack.environment);
  return withPostgres(stack, async (client) => {
    const sale = await aSale(stack.file, all(general));
    await sell(client, sale);
    const units = await sample(client, sale.eventId, general);
    say(`${roundsMin} rounds of ${all(general)} units`);
    const { eventId } = await aStadium(stack.file);
    await seat(client, eventId);
    const seats = await sample(client, eventId, stadium);
    say(`${roundsMin} rounds of ${all(stadium)} seats`);
    return reportOf(units, seats);
  });
};

async function sample(client: pg.Client, eventId: string, stock: Stock): Promise<Sample> {
  const { rebuild: run } = await import("@/lib/inventory/rebuild");
  const { snapshot } = await import("@/lib/inventory/snapshot");
  const once = async () => {
    const took = await timed(() => run(eventId));
    const counted = await snapshot(eventId);
    const types = counted.ok ? Object.values(counted.value.types) : [];
    const sum = (of: "sold" | "held" | "available") => types.reduce((total, type) => total + type[of], 0);
    const is: Stock = { sold: sum("sold"), held: sum("held"), free: sum("available") };
    if (JSON.stringify(is) !== JSON.stringify(stock)) throw new Error(`Redis has ${JSON.stringify(is)}.`);
    return took;
  };
  const text = "select pool_id, ticket_type_id, unit, status from tickets where event_id = $1 and status <> 'void'";
  const read = () => client.query({ text, values: [eventId], rowMode: "array" });
  const first = await once();
  const rounds = await interleave(roundsMin, [
    { name: rebuilding, measure: once },
    { name: floor, measure: () => timed(read) },
  ]);
  return { stock, first, ours: rounds(rebuilding), floor: rounds(floor) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const seconds = (ms: number) => ms / 1000;

function reportOf(units: Sample, seats: Sample): Report {
  const named = ({ stock }: Sample, what: string) => `${all(stock)} ${what}`;
  const figures = [units, seats].flatMap((each) => {
    const name = named(each, each === seats ? "seats" : "units");
    return [figure(`${rebuilding}, ${name}`, "ms", each.ours), figure(`${floor}, ${name}`, "ms", each.floor)];
  });
  const notes = [units, seats].map((each) => {
    const { median, min, max } = ratioOf(each.ours, each.floor);
    return `${named(each, "places")} to their floor: ${median.toFixed(1)} (${min.toFixed(1)} to ${max.toFixed(1)})`;
  });
  return {
    figures,
    budgets: [
      atMost("P18", `seconds to rebuild ${named(units, "units")}`, units.ours.map(seconds), 5),
      atMost("P18", `seconds to rebuild the stadium of ${named(seats, "seats")}`, seats.ours.map(seconds), 5),
      atMost("P18", "seconds of the first rebuild of the stadium, its plan still unread", [seconds(seats.first)], 5),
    ],
    notes,
  };
}

/** Orders of two tickets each, straight into Postgres: the last of them are still to be paid. Free units lie between. */
async function sell(client: pg.Client, { eventId, ticketTypeId }: Sale) {
  const [orders, paid] = [(general.sold + general.held) / 2, general.sold / 2];
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

/** The same of seats: of every 25 in a row ten pairs are sold, one is being paid for, and three are free. */
async function seat(client: pg.Client, eventId: string) {
  await client.query(
    `create temporary table seat as
     select n, pool_id, unit, type_id, md5('seat' || (n - 1) / 25 || '/' || (n - 1) % 25 / 2 || $1) as key,
       (n - 1) % 25 < 20 as paid
     from (
       select p.id as pool_id, unit, t.id as type_id, row_number() over (order by p.id, unit) as n
       from events e
       join pools p on p.event_id = e.id
       join seating_runs r on r.version_id = e.seating_plan_version_id and r.section = p.section
       cross join generate_series(r.first, r.last) unit
       join ticket_types t on t.event_id = e.id and t.category = r.category
       where e.id = $1::uuid) as numbered
     where (n - 1) % 25 < 22`,
    [eventId],
  );
  await client.query(
    `insert into orders (id, event_id, hold_id, fan, buyer_name, buyer_email, status, total_cents, currency,
       expires_at, paid_at, captured_at)
     select key::uuid, $1::uuid, 'h_' || $1 || '_' || key || '_' || left(md5(key), 16), 'fan' || key,
       'Ada Bench', 'ada@example.com', (case when paid then 'paid' else 'pending' end)::order_status, 9000, 'EUR',
       now() + interval '1 hour', case when paid then now() end, case when paid then now() end
     from (select distinct key, paid from seat) as pair`,
    [eventId],
  );
  await client.query(
    `insert into order_items (order_id, ticket_type_id, quantity, unit_cents, fee_cents, tax_cents)
     select key::uuid, type_id, count(*), 4500, 0, 0 from seat group by key, type_id`,
  );
  await client.query(
    `insert into tickets (id, event_id, order_id, pool_id, unit, ticket_type_id, status)
     select gen_random_uuid(), $1::uuid, key::uuid, pool_id, unit, type_id,
       (case when paid then 'valid' else 'claimed' end)::ticket_status from seat`,
    [eventId],
  );
  await client.query("drop table seat");
  await client.query("vacuum analyze tickets");
}
