import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { auditStock } from "@/lib/inventory/audit-stock";
import { beginPayment } from "@/lib/inventory/begin-payment";
import { confirm } from "@/lib/inventory/confirm";
import { giveBack } from "@/lib/inventory/give-back";
import type { Hold } from "@/lib/inventory/hold";
import { mend } from "@/lib/inventory/mend";
import { readHold } from "@/lib/inventory/read-hold";
import { rebuild } from "@/lib/inventory/rebuild";
import { receiptOf } from "@/lib/inventory/receipt";
import { replace } from "@/lib/inventory/replace";
import { reserve } from "@/lib/inventory/reserve";
import { snapshot } from "@/lib/inventory/snapshot";
import { priceLines } from "@/lib/orders/price";
import { granted } from "../fixtures/granted";
import { anEventIn, askFor, best, seatsIn, these } from "../fixtures/hall";
import { blockInPostgres, claimInPostgres, generationOf, payInPostgres, sellInPostgres } from "../fixtures/ledger";
import { rawRedis } from "../fixtures/stack";
import type { World } from "../fixtures/world";

const key = (world: World, name: string) => `inv:{${world.eventId}}:${name}`;
const held = async (...asked: Parameters<typeof askFor>) => granted(await askFor(...asked));
const own = ({ id, fan }: Hold) => ({ holdId: id, fan });
const takenOf = (problem: unknown) => ({ ok: false, problem });

/** Seats 1 and 2 sold, 3 and 4 being paid, 5 blocked, 6 held and unpaid, 7 and 8 free. */
async function aSale() {
  const world = await anEventIn({ stalls: ["aaaaaaaa"] }, { hold: { singleGaps: true } });
  const sold = await held(world, these("stalls-A-1", "stalls-A-2"));
  const orderId = randomUUID();
  granted(await beginPayment({ ...own(sold), orderId }));
  await claimInPostgres(sold, orderId);
  await payInPostgres(orderId);
  await confirm({ eventId: world.eventId, holdId: sold.id, orderId });
  const paying = await held(world, these("stalls-A-3", "stalls-A-4"));
  const pending = randomUUID();
  await claimInPostgres(granted(await beginPayment({ ...own(paying), orderId: pending })), pending);
  await blockInPostgres(world.eventId, { ticketTypeId: world.typeId, poolId: world.poolIds[0] ?? "", unit: 5 });
  const unpaid = await held(world, these("stalls-A-6"));
  return { world, sold, orderId, paying, unpaid };
}

test.each(["everything", "sale", "seats"])(
  "after the loss of %s no seat is sold twice, and none is lost",
  async (lost) => {
    const { world, paying } = await aSale();
    const keys = lost === "everything" ? ["sale", "expiry", "seats"] : [lost];
    await rawRedis().del(...keys.map((name) => key(world, name)));
    const all = [1, 2, 3, 4, 5].map((seat) => `stalls-A-${seat}`);
    expect(await askFor(world, these(...all))).toEqual(takenOf({ kind: "seats_taken", seats: all }));
    expect(await rawRedis().get(key(world, "seats"))).toBe("!!AA\x01aaa@000000");
    expect(granted(await readHold(own(paying)))).toMatchObject({ state: "paying" });
    const counts = granted(await snapshot(world.eventId)).types[world.typeId];
    expect(counts).toMatchObject({ sold: 2, held: 2, available: 3 });
    expect(seatsIn(await held(world, best(world, 3)))).toEqual([6, 7, 8].map((seat) => `stalls-A-${seat}`));
  },
);

test("a receipt gets its seats back after a loss, unless somebody has one of them", async () => {
  const { world, unpaid } = await aSale();
  const other = await held(world, these("stalls-A-7", "stalls-A-8"));
  granted(await rebuild(world.eventId));
  const again = (hold: Hold) =>
    reserve({ eventId: world.eventId, fan: hold.fan, lines: [], receipt: receiptOf(hold) }, priceLines);
  expect(seatsIn(granted(await again(unpaid)))).toEqual(["stalls-A-6"]);
  expect(granted(await again(unpaid)).id).toBe(unpaid.id);
  await held(world, these("stalls-A-8"));
  expect(await again(other)).toEqual(takenOf({ kind: "seats_taken", seats: ["stalls-A-8"] }));
});

test("a refunded seat is itself again, once, also when its order's hold still lives", async () => {
  const { world, sold, orderId } = await aSale();
  const generation = await generationOf(world.eventId);
  const back = { eventId: world.eventId, returnId: "r", generation, units: sold.units, holdId: sold.id, orderId };
  await giveBack(back);
  await giveBack(back);
  expect(await rawRedis().get(key(world, "seats"))).toBe("aaAAaAaa@000000");
  expect(granted(await snapshot(world.eventId)).types[world.typeId]).toMatchObject({ sold: 0, held: 3, available: 5 });
  expect(seatsIn(await held(world, best(world, 2)))).toHaveLength(2);
});

test("seats that Postgres has sold to others are named, and the hold keeps the rest for its own time", async () => {
  const world = await anEventIn({ stalls: ["aaaa"] });
  const hold = await held(world, these("stalls-A-1", "stalls-A-2", "stalls-A-3", "stalls-A-4"));
  const paying = granted(await beginPayment({ ...own(hold), orderId: randomUUID() }));
  const [first, second, ...rest] = paying.units;
  const owned = [first, second].flatMap((unit) => unit ?? []);
  await sellInPostgres(hold, owned);
  const refused = await replace({ hold: paying, sold: owned });
  expect(refused).toEqual(takenOf({ kind: "seats_taken", seats: ["stalls-A-1", "stalls-A-2"] }));
  expect(await replace({ hold: paying, sold: owned })).toEqual(refused);
  const kept = granted(await readHold(own(hold)));
  expect(kept).toMatchObject({ state: "held", expiresAt: hold.expiresAt, totalCents: hold.totalCents / 2 });
  expect(seatsIn(kept)).toEqual(seatsIn({ units: rest }));
  expect(granted(await snapshot(world.eventId)).types[world.typeId]).toMatchObject({ sold: 2, held: 2, available: 0 });
});

test("a hold that ends for want of general admission says so, also to who asks again", async () => {
  const world = await anEventIn({ stalls: ["aaaa"] }, { floor: 1 });
  const items = [{ ticketTypeId: world.typeIds[2] ?? "", quantity: 1 }];
  const hold = await held(world, { ...these("stalls-A-1", "stalls-A-2"), items });
  const owned = hold.units.filter(({ seat }) => seat?.id !== "stalls-A-2");
  await sellInPostgres(hold, owned);
  expect(await replace({ hold, sold: owned })).toMatchObject({ problem: { kind: "sold_out" } });
  expect(await replace({ hold, sold: owned })).toEqual(takenOf({ kind: "hold_expired" }));
  expect(seatsIn(await held(world, these("stalls-A-2")))).toHaveLength(1);
});

test("the auditor names seats that are wrongly free or wrongly taken, and mending makes them right", async () => {
  const { world } = await aSale();
  granted(await rebuild(world.eventId));
  expect((await auditStock(world.eventId)).findings).toEqual([]);
  await rawRedis().setrange(key(world, "seats"), 0, "a");
  await rawRedis().setrange(key(world, "seats"), 7, "A");
  const { findings, seen } = await auditStock(world.eventId);
  expect(findings.map(({ check }) => check).toSorted()).toEqual(["sold_unit_free", "unit_leaked"]);
  if (seen)
    await mend(
      world.eventId,
      seen,
      findings.flatMap(({ repair }) => repair ?? []),
    );
  expect(await rawRedis().get(key(world, "seats"))).toBe("!!AA\x01aaa@000000");
  await rawRedis().hincrby(key(world, "sale"), "free:a", 1);
  expect((await auditStock(world.eventId)).findings).toMatchObject([
    { check: "seats_miscounted", repair: { kind: "rebuild" } },
  ]);
});
