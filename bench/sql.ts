import type { Stack } from "../local/stack/start-stack";
import { storm } from "./pgbench";
import { purchaseScript } from "./purchase-statements";
import { flood } from "./redis-benchmark";
import { atLeast, figure, type Report } from "./report";
import { minting } from "./reserve-request";
import { interleave } from "./rounds";
import { aSale, type Sale } from "./sale";
import { reserveCommand } from "./script-commands";
import { type Bench, roundsMin, withPostgres, withRedis } from "./stage";

const capacity = 1_000_000;
const seconds = 3;
const reserves = 40_000;
const units = 400_000;

// What a shop does that keeps its stock in Postgres: all in one row, or one row a unit.
const tables = `
  create schema bench;
  create table bench.stock (id int primary key, units int not null);
  insert into bench.stock values (1, 2000000000);
  create table bench.units (unit int primary key, holder text);
  insert into bench.units select unit, null from generate_series(1, ${units}) unit;
  create index on bench.units (unit) where holder is null;
  vacuum analyze bench.units`;
const hotRow = "update bench.stock set units = units - 1 where id = 1 and units >= 1;";
const skipLocked = `\\set start random(1, ${units * 0.9})
  update bench.units set holder = 'h' where unit = (select unit from bench.units
    where holder is null and unit >= :start order by unit limit 1 for update skip locked);`;

const [redis, hot, skipping] = ["reserve in Redis", "hot row in Postgres", "SKIP LOCKED, random start"];
const [purchase, floor] = ["purchase: claim and commit", "floor: order and two tickets inserted"];

/**
 * P3: the reserve script on Redis beside the two ways to do it in Postgres, 50 clients each.
 * P8: the statements of a purchase beside the two inserts that no purchase can do without, in one transaction.
 */
export const sql: Bench = async ({ supervisor, stack: open, say }) => {
  const stack = await open();
  const { databaseUrl, redisUrl } = stack.file;
  const sale = await aSale(stack.file, capacity);
  const command = await withRedis(stack, async (client) =>
    reserveCommand(stack, client, sale, await minting(stack.environment)),
  );
  await withPostgres(stack, async (client) => {
    for (const statement of tables.split(";")) await client.query(statement);
  });
  const scripts = await purchaseScript({ ...sale, ...(await poolOf(stack, sale)) }, stack.environment);
  const inPostgres = (name: string, script: string) => ({
    name,
    measure: () => storm({ databaseUrl, folder: supervisor.place.stateDir, name, script, seconds }),
  });

  say(`${roundsMin} rounds of ${seconds} s each, 50 clients`);
  const rounds = await interleave(roundsMin, [
    { name: redis, measure: () => flood({ redisUrl, clients: 50, pipeline: 1, requests: reserves, command }) },
    inPostgres(hot, hotRow),
    inPostgres(skipping, skipLocked),
    inPostgres(purchase, scripts.purchase),
    inPostgres(floor, scripts.floor),
  ]);
  const report: Report = {
    figures: [redis, hot, skipping, purchase, floor].map((name) => figure(name, "a second", rounds(name))),
    budgets: [
      atLeast("P3", "reserve to a hot row", rounds(redis), rounds(hot), 15),
      atLeast("P3", "reserve to SKIP LOCKED", rounds(redis), rounds(skipping), 2),
      atLeast("P8", "purchase to insert-only", rounds(purchase), rounds(floor), 0.5),
    ],
    notes: [`a purchase is ${scripts.statements} statements here, in two transactions; the floor is 4 in one`],
  };
  return { ...report, notes: [...report.notes, await assertSold(stack, sale)] };
};

async function poolOf(stack: Stack, { eventId }: Sale): Promise<{ poolId: string; generation: number }> {
  const asked = "select p.id, e.generation from pools p join events e on e.id = p.event_id where e.id = $1";
  const { rows } = await withPostgres(stack, (client) => client.query(asked, [eventId]));
  return { poolId: rows[0].id, generation: rows[0].generation };
}

/** What was measured must have been purchases: paid orders with two valid tickets each. */
async function assertSold(stack: Stack, { eventId }: Sale): Promise<string> {
  const asked = `select (select count(*)::int from orders where event_id = $1 and status = 'paid') as paid,
    (select count(*)::int from tickets where event_id = $1 and status = 'valid') as valid`;
  const { rows } = await withPostgres(stack, (client) => client.query(asked, [eventId]));
  const { paid, valid } = rows[0];
  // Two of a billion numbers drawn may be the same: Postgres then refuses the second.
  if (paid < 100 || valid > 2 * paid || valid < 2 * paid * 0.99)
    throw new Error(`${paid} orders have ${valid} tickets`);
  return `${paid} orders were paid, with ${valid} tickets`;
}
