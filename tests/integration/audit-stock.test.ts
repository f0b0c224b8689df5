import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { repairStock } from "@/lib/audit/repair-stock";
import { watchEvent } from "@/lib/audit/watch-event";
import { durations } from "@/lib/core/durations";
import { auditStock } from "@/lib/inventory/audit-stock";
import { beginPayment } from "@/lib/inventory/begin-payment";
import { confirm } from "@/lib/inventory/confirm";
import { shortOf } from "@/lib/inventory/layout";
import { snapshot } from "@/lib/inventory/snapshot";
import { auditorRests } from "../fixtures/auditor-rests";
import { patiently } from "../fixtures/crowd";
import { aFan, visa } from "../fixtures/fan";
import { ask } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { claimInPostgres, endInPostgres, generationOf, payInPostgres } from "../fixtures/ledger";
import { brokenPromises } from "../fixtures/promises";
import { aSale, asOrganizer } from "../fixtures/sale";
import { eventually, rawRedis, rows } from "../fixtures/stack";
import { anEvent, type World } from "../fixtures/world";

const usual = { ...durations };

beforeAll(auditorRests);
beforeEach(() => {
  Object.assign(durations, usual);
});

async function anOrder(world: World, quantity: number, paid: boolean) {
  const hold = granted(await ask(world, quantity));
  const orderId = randomUUID();
  const paying = granted(await beginPayment({ holdId: hold.id, fan: hold.fan, orderId }));
  await claimInPostgres(paying, orderId);
  if (paid) {
    await payInPostgres(orderId);
    await confirm({ eventId: world.eventId, holdId: hold.id, orderId });
  }
  return { orderId, hold: paying };
}

/** Two units sold, one being paid, one held; six are left of ten. */
async function aSaleUnderWay() {
  const world = await anEvent({ capacity: 10 });
  const sold = await anOrder(world, 2, true);
  const pending = await anOrder(world, 1, false);
  const held = granted(await ask(world, 1));
  const [poolId = ""] = world.poolIds;
  const key = (name: string) => `inv:{${world.eventId}}:${name}`;
  const grow = (field: string, by: number) => rawRedis().hincrby(key("sale"), field, by);
  return { world, sold, pending, held, poolId, key, grow, type: shortOf(world.typeId) };
}
type UnderWay = Awaited<ReturnType<typeof aSaleUnderWay>>;

const unitOf = ({ sold }: UnderWay) => sold.hold.units[0]?.unit ?? 0;

type Plant = [name: string, plant: (sale: UnderWay) => Promise<unknown>, checks: string[], left?: number];

const plants: Plant[] = [
  [
    "a sold unit that Redis would sell again",
    async (sale) => {
      await rawRedis().sadd(sale.key(`freed:${sale.poolId}`), unitOf(sale));
      await sale.grow(`freed:${sale.poolId}`, 1);
    },
    ["sold_unit_free"],
  ],
  [
    "a unit sold in Redis that nobody owns",
    ({ sold }) => endInPostgres(sold.orderId, "refunded"),
    ["sold_miscounted", "unit_leaked", "unit_leaked"],
    8,
  ],
  ["a held count that is off", ({ grow, type }) => grow(`held:${type}`, 3), ["held_miscounted"]],
  ["a sold count that is off", ({ grow, type }) => grow(`sold:${type}`, -1), ["sold_miscounted"]],
  ["a unit that leaked", ({ grow, poolId }) => grow(`top:${poolId}`, 1), ["unit_leaked"]],
  [
    "a held unit that others could get",
    async ({ held, key, grow, poolId }) => {
      await rawRedis().sadd(key(`freed:${poolId}`), held.units[0]?.unit ?? 0);
      await grow(`freed:${poolId}`, 1);
    },
    ["held_unit_free"],
  ],
  [
    "a hold being paid for an order that ended",
    async ({ pending }) => {
      durations.payingCheckedAfterMs = 0;
      await endInPostgres(pending.orderId);
    },
    ["paying_hold_left"],
    7,
  ],
  [
    "a hold being paid for an order that paid long ago",
    async ({ pending }) => {
      durations.payingCheckedAfterMs = 0;
      await payInPostgres(pending.orderId);
    },
    ["paying_hold_left"],
  ],
  [
    "a hold that Redis has forgotten was being paid",
    ({ held }) => claimInPostgres(held, randomUUID()),
    ["hold_behind"],
  ],
  [
    "a change of the event that Redis never heard of",
    ({ world }) => rows("update events set catalogue_version = catalogue_version + 1 where id = $1", [world.eventId]),
    ["catalogue_stale"],
  ],
  [
    "a pause nobody would end",
    ({ key }) => rawRedis().hset(key("sale"), "paused", Date.now() + 3_600_000),
    ["pause_left"],
  ],
  [
    "a rebuild that died after it had begun",
    ({ world }) => rows("update events set generation = generation + 1 where id = $1", [world.eventId]),
    ["generation_behind"],
    7,
  ],
  ["a hold that the index by time has lost", ({ key }) => rawRedis().zpopmax(key("expiry")), ["holds_miscounted"], 7],
  [
    "free numbers that were not counted",
    ({ key, poolId }) => rawRedis().sadd(key(`freed:${poolId}`), 10),
    ["freed_miscounted"],
    7,
  ],
  [
    "units whose return was lost",
    async ({ world, sold }) => {
      const { eventId } = world;
      const back = { eventId, returnId: randomUUID(), generation: await generationOf(eventId), units: sold.hold.units };
      const payload = { ...back, holdId: sold.hold.id, orderId: sold.orderId };
      await endInPostgres(sold.orderId, "refunded");
      await rows(
        `insert into outbox (id, job, payload, created_at, published_at)
         values (gen_random_uuid(), 'give-back', $1, now() - interval '10 min', now())`,
        [payload],
      );
    },
    ["return_late"],
    8,
  ],
  [
    "an event off sale that Redis still sells",
    ({ world }) => rows("update events set status = 'draft' where id = $1", [world.eventId]),
    ["sale_not_closed"],
    0,
  ],
];

test.each(plants)(
  "%s is named, and right again once two passes have seen it",
  async (_name, plant, checks, left = 6) => {
    durations.auditApartMs = 0;
    const sale = await aSaleUnderWay();
    const { eventId, typeId } = sale.world;
    expect(await watchEvent(eventId)).toEqual([]);
    expect((await auditStock(eventId)).findings).toEqual([]);

    await plant(sale);
    const named = (await auditStock(eventId)).findings.map(({ check }) => check);
    expect(named.sort()).toEqual(checks);
    expect(await watchEvent(eventId)).toEqual([]);
    expect((await auditStock(eventId)).findings.map(({ check }) => check).sort()).toEqual(checks);
    expect((await watchEvent(eventId)).map(({ check }) => check).sort()).toEqual(checks);

    await watchEvent(eventId);
    await watchEvent(eventId);
    expect((await auditStock(eventId)).findings).toEqual([]);
    const counts = await snapshot(eventId);
    expect(counts.ok ? counts.value.types[typeId]?.available : 0).toBe(left);
  },
);

test("a store that lost its last writes is rebuilt at the first sight of it", async () => {
  const { world, key } = await aSaleUnderWay();
  const names = [key("sale"), key("expiry")];
  const before = await Promise.all(names.map((name) => rawRedis().dumpBuffer(name)));
  await anOrder(world, 2, true);
  expect(await watchEvent(world.eventId)).toEqual([]);
  for (const [index, name] of names.entries()) await rawRedis().restore(name, 0, before[index] ?? "", "REPLACE");
  // Fewer writes than were seen: the two sales are forgotten.
  expect((await watchEvent(world.eventId)).map(({ check }) => check)).toEqual(["rolled_back"]);
  expect((await auditStock(world.eventId)).findings).toEqual([]);
  expect(granted(await snapshot(world.eventId)).types[world.typeId]).toMatchObject({ sold: 4, held: 1, available: 5 });
});

test("nothing is repaired before two readings a minute apart agree", async () => {
  const { world, grow, type } = await aSaleUnderWay();
  await watchEvent(world.eventId);
  await grow(`held:${type}`, 1);
  for (let pass = 1; pass <= 3; pass++) expect(await watchEvent(world.eventId)).toEqual([]);
  expect((await auditStock(world.eventId)).findings).toHaveLength(1);
});

test("a pause whose process died ends by itself", async () => {
  durations.pauseMs = 300;
  const { setPaused } = await import("@/lib/inventory/set-paused");
  const world = await anEvent();
  await setPaused(world.eventId, true);
  expect(await ask(world, 1)).toMatchObject({ problem: { kind: "not_on_sale" } });
  const again = await eventually(
    () => ask(world, 1),
    ({ ok }) => ok,
  );
  expect(again.ok).toBe(true);
  expect(granted(await snapshot(world.eventId)).types[world.typeId]?.status).toBe("available");
});

test("while fifty buyers buy and some are refunded, no pass names anything for certain", async () => {
  // Passes as close as they can be: far harder than a minute apart.
  durations.auditApartMs = 0;
  const sale = await aSale({ capacity: 60 });
  const certain: unknown[] = [];
  let isOver = false;
  const watching = (async () => {
    let passes = 0;
    for (; !isOver; passes++) certain.push(...(await watchEvent(sale.eventId)));
    return passes;
  })();
  const buyers = Array.from({ length: 50 }, (_, index) => index).values();
  const buy = async () => {
    for (const index of buyers) {
      const fan = await aFan();
      const { id } = (await fan.reserve(sale.eventId, sale.one)).body.hold;
      const bought = await patiently(() => fan.purchase(id, visa));
      expect(bought.status).toBe(201);
      if (index % 10 === 0) await asOrganizer(`/orders/${bought.body.order.id}/refunds`, "POST", {});
    }
  };
  await Promise.all(Array.from({ length: 8 }, buy)).finally(() => {
    isOver = true;
  });
  expect(await watching).toBeGreaterThan(5);
  expect(certain).toEqual([]);
  const atRest = await eventually(
    () => brokenPromises(sale.eventId),
    (found) => found.length === 0,
    60_000,
  );
  expect(atRest).toEqual([]);
}, 240_000);

test("an auditor that comes after another's mending, or too late, changes nothing", async () => {
  const sale = await aSaleUnderWay();
  const { eventId } = sale.world;
  await sale.grow(`top:${sale.poolId}`, 1);
  const slow = await auditStock(eventId);
  const quick = await auditStock(eventId);
  if (!slow.seen || !quick.seen) throw new Error("the event is loaded");
  expect(slow.findings.map(({ check }) => check)).toEqual(["unit_leaked"]);
  const leaked = async () => (await auditStock(eventId)).findings.length;

  durations.mendWithinMs = -1;
  await repairStock(eventId, quick.seen, quick.findings);
  expect(await leaked()).toBe(1);
  durations.mendWithinMs = usual.mendWithinMs;
  await repairStock(eventId, quick.seen, quick.findings);
  expect(await leaked()).toBe(0);

  // The unit that was nobody's has an owner by now.
  await anOrder(sale.world, 6, true);
  await repairStock(eventId, slow.seen, slow.findings);
  expect((await auditStock(eventId)).findings).toEqual([]);
  expect((await ask(sale.world, 1)).ok).toBe(false);
});
