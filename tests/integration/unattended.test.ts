import pg from "pg";
import { expect, test } from "vitest";
import { aFan, visa } from "../fixtures/fan";
import { aSale } from "../fixtures/sale";
import { eventually, rawRedis, rows } from "../fixtures/stack";

/** Live holds of an event as Redis itself lists them, without asking anything of ours. */
const heldInRedis = async (eventId: string) => {
  const found: string[] = await rawRedis().keys(`inv:{${eventId}}:expiry`);
  return found.length === 0 ? 0 : rawRedis().zcard(found[0] ?? "");
};

test("lapsed units of an event nobody looks at return within a minute", async () => {
  const [fan, sale] = [await aFan(), await aSale({ hold: { ttlSeconds: 8 } })];
  expect((await fan.reserve(sale.eventId, sale.two)).status).toBe(200);
  expect(await heldInRedis(sale.eventId)).toBe(1);
  expect(
    await eventually(
      () => heldInRedis(sale.eventId),
      (count) => count === 0,
      100_000,
    ),
  ).toBe(0);
}, 150_000);

test("a sale is recorded for reports; with that database gone sales go on, and the record follows", async () => {
  const admin = new pg.Client({ connectionString: process.env.DATABASE_URL });
  const facts = new pg.Pool({ connectionString: process.env.ANALYTICS_DATABASE_URL, max: 1 });
  facts.on("error", () => undefined);
  await admin.connect();
  const name = new URL(process.env.ANALYTICS_DATABASE_URL ?? "").pathname.slice(1);
  const factOf = async (orderId: string) =>
    (
      await facts
        .query("select units, total_cents from order_facts where order_id = $1", [orderId])
        .catch(() => ({ rows: [] }))
    ).rows;
  const buy = async () => {
    const [fan, sale] = [await aFan(), await aSale()];
    const hold = (await fan.reserve(sale.eventId, sale.two)).body.hold;
    return fan.purchase(hold.id, visa);
  };
  try {
    const first = await buy();
    expect(
      await eventually(
        () => factOf(first.body.order.id),
        (found) => found.length > 0,
      ),
    ).toEqual([{ units: 2, total_cents: 5000 }]);

    await admin.query(`alter database "${name}" allow_connections false`);
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    const second = await buy();
    expect(second.status).toBe(201);
    expect(
      await rows("select 1 from orders where id = $1 and captured_at is not null", [second.body.order.id]),
    ).toHaveLength(1);

    await admin.query(`alter database "${name}" allow_connections true`);
    const recorded = await eventually(
      () => factOf(second.body.order.id),
      (found) => found.length > 0,
      90_000,
    );
    expect(recorded).toEqual([{ units: 2, total_cents: 5000 }]);
  } finally {
    await admin.query(`alter database "${name}" allow_connections true`);
    await admin.end();
    await facts.end();
  }
}, 150_000);
