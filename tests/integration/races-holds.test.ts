import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { beginPayment } from "@/lib/inventory/begin-payment";
import { change } from "@/lib/inventory/change";
import { confirm } from "@/lib/inventory/confirm";
import { extend } from "@/lib/inventory/extend";
import { giveBack } from "@/lib/inventory/give-back";
import type { Hold } from "@/lib/inventory/hold";
import { readHold } from "@/lib/inventory/read-hold";
import { release } from "@/lib/inventory/release";
import { reload } from "@/lib/inventory/reload";
import { snapshot } from "@/lib/inventory/snapshot";
import { priceLines } from "@/lib/orders/price";
import { own } from "../fixtures/begun-order";
import { aFan } from "../fixtures/fan";
import { ask } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { generationOf } from "../fixtures/ledger";
import { aSale } from "../fixtures/sale";
import { eventually, rawRedis, rows } from "../fixtures/stack";
import { anEvent, aVisitor, type World } from "../fixtures/world";

const gone = { ok: false, problem: { kind: "hold_expired" } };
const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const countsOf = async ({ eventId, typeId }: World) => granted(await snapshot(eventId)).types[typeId];

/** Both at once, the one or the other asked first. */
async function atOnce<A, B>(round: number, one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> {
  if (round % 2 === 0) return Promise.all([one(), other()]);
  const [second, first] = await Promise.all([other(), one()]);
  return [first, second];
}

/** By the store's own clock. */
async function until(at: Date, aheadMs = 0) {
  const [seconds, micros] = await rawRedis().time();
  await sleep(Math.max(0, at.getTime() - aheadMs - (Number(seconds) * 1000 + Number(micros) / 1000)));
}

async function sold(world: World, quantity: number): Promise<{ hold: Hold; orderId: string }> {
  const hold = granted(await ask(world, quantity));
  const orderId = randomUUID();
  await beginPayment({ ...own(hold), orderId });
  await confirm({ eventId: world.eventId, holdId: hold.id, orderId });
  return { hold, orderId };
}

test("the last unit by fifty fans at once: one holds it, and the next one after it is let go", async () => {
  const world = await anEvent({ capacity: 1 });
  for (const _ of times(3)) {
    const outcomes = await Promise.all(times(50).map(() => ask(world, 1)));
    const [winner, ...more] = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
    expect(more).toEqual([]);
    expect(winner?.units).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.problem.kind === "sold_out")).toHaveLength(49);
    if (winner) await release(own(winner));
  }
});

test("release against begin_payment: the hold is let go or being paid, never both", async () => {
  const world = await anEvent({ capacity: 60 });
  const paying = await Promise.all(
    times(30).map(async (round) => {
      const hold = granted(await ask(world, 2));
      const orderId = randomUUID();
      const [left, began] = await atOnce(
        round,
        () => release(own(hold)),
        () => beginPayment({ ...own(hold), orderId }),
      );
      if (!began.ok) {
        expect([left, began]).toEqual([{ ok: true }, gone]);
        return 0;
      }
      expect(left).toEqual({ ok: false, problem: { kind: "conflict", orderId } });
      expect(granted(await readHold(own(hold)))).toMatchObject({ state: "paying", units: hold.units });
      return 1;
    }),
  );
  const held = 2 * paying.reduce<number>((sum, one) => sum + one, 0);
  expect(await countsOf(world)).toMatchObject({ sold: 0, held, available: 60 - held });
});

test("begin_payment by two orders at once: one pays the hold, the other is told which", async () => {
  const world = await anEvent({ capacity: 20 });
  for (const _ of times(5)) {
    const hold = granted(await ask(world, 1));
    const orderIds = times(4).map(() => randomUUID());
    const begun = await Promise.all(orderIds.map((orderId) => beginPayment({ ...own(hold), orderId })));
    const [orderId, ...more] = begun.flatMap((one) => (one.ok ? [one.value.orderId] : []));
    expect(more).toEqual([]);
    const refused = begun.filter(({ ok }) => !ok);
    expect(refused).toEqual(times(3).map(() => ({ ok: false, problem: { kind: "conflict", orderId } })));
  }
});

test("extend against expiry: the hold goes on or its unit is the next fan's, never both", async () => {
  // On a machine that stood still all were early, or all late: that was no race.
  const won = await eventually(extendAtTheEnd, (extended) => extended > 0 && extended < 24, 60_000);
  expect([won > 0, won < 24]).toEqual([true, true]);
});

/** Twenty-four of them, one after the other around their common end: how many went on. */
async function extendAtTheEnd(): Promise<number> {
  const world = await anEvent({ capacity: 24, hold: { ttlSeconds: 3, extendSeconds: 60 } });
  await snapshot(world.eventId);
  const holds = (await Promise.all(times(24).map(() => ask(world, 1)))).map(granted);
  const races = await Promise.all(
    holds.map(async (hold, round) => {
      await until(hold.expiresAt, 1500 - 70 * round);
      return atOnce(
        round,
        () => extend(own(hold)),
        () => ask(world, 1),
      );
    }),
  );
  const extended = races.flatMap(([one]) => (one.ok ? [one.value] : []));
  for (const [one] of races) if (!one.ok) expect(one).toEqual(gone);
  const next = races.flatMap(([, one]) => (one.ok ? [one.value] : []));
  const units = [...extended, ...next].map((hold) => hold.units[0]?.unit);
  expect(new Set(units).size).toBe(units.length);
  // Every unit is somebody's or there for the asking: no false "sold out".
  expect(await countsOf(world)).toMatchObject({ held: units.length, available: 24 - units.length });
  for (const hold of extended) expect(granted(await readHold(own(hold))).units).toEqual(hold.units);
  return extended.length;
}

test("extend ten times at once is one extension", async () => {
  const world = await anEvent({ hold: { ttlSeconds: 60, extendSeconds: 30 } });
  const hold = granted(await ask(world, 1));
  const tries = await Promise.all(times(10).map(() => extend(own(hold))));
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  for (const one of tries) if (!one.ok) expect(one.problem).toMatchObject({ limit: "extensions" });
  const now = granted(await readHold(own(hold)));
  expect(now.expiresAt.getTime()).toBe(hold.createdAt.getTime() + 90_000);
});

test("extend and change against begin_payment: what is paid is what the payment was told, and stays so", async () => {
  const world = await anEvent({ capacity: 100 });
  const three = [{ ticketTypeId: world.typeId, quantity: 3 }];
  await Promise.all(
    times(20).map(async (round) => {
      const hold = granted(await ask(world, 1));
      const orderId = randomUUID();
      const [[changed, extended], began] = await atOnce(
        round,
        () => Promise.all([change({ ...own(hold), lines: three }, priceLines), extend(own(hold))]),
        () => beginPayment({ ...own(hold), orderId }),
      );
      const paid = granted(began);
      const conflict = { ok: false, problem: { kind: "conflict", orderId } };
      if (!extended.ok) expect(extended).toEqual(conflict);
      if (!changed.ok) expect(changed).toEqual(conflict);
      expect(paid.units).toHaveLength(changed.ok ? 3 : 1);
      expect(paid.totalCents).toBe(changed.ok ? 7500 : 2500);
      expect(granted(await readHold(own(hold))).units).toEqual(paid.units);
    }),
  );
  const counts = await countsOf(world);
  expect((counts?.held ?? 0) + (counts?.available ?? 0)).toBe(100);
});

test("a hold lapses exactly while another fan's reserve runs: `again`, no false sold out", async () => {
  const world = await anEvent({ capacity: 120, hold: { ttlSeconds: 1 } });
  const holds = (await Promise.all(times(120).map(() => ask(world, 1)))).map(granted);
  const last = new Date(Math.max(...holds.map(({ expiresAt }) => expiresAt.getTime())));
  await until(last, 30);
  const early = times(40).map(() => ask(world, 1));
  await until(last);
  const late = await Promise.all(times(60).map(() => ask(world, 1)));
  // Whoever asked after the end is served: sixty, beside at most forty who were early.
  expect(late.filter(({ ok }) => !ok)).toEqual([]);
  for (const one of await Promise.all(early)) if (!one.ok) expect(one.problem.kind).toBe("sold_out");
  expect(await ask(world, 8).then(({ ok }) => ok)).toBe(true);
});

test("release ten times at once gives the units back once, and never those of who held them next", async () => {
  const world = await anEvent({ capacity: 4 });
  const hold = granted(await ask(world, 4));
  const released = await Promise.all(times(10).map(() => release(own(hold))));
  expect(released.every(({ ok }) => ok)).toBe(true);
  const next = granted(await ask(world, 4));
  await Promise.all(times(10).map(() => release(own(hold))));
  expect(granted(await readHold(own(next))).units).toEqual(next.units);
  expect(await countsOf(world)).toMatchObject({ held: 4, available: 0 });
});

test("one fan in ten tabs holds no more than the event's limit", async () => {
  const world = await anEvent({ capacity: 100, hold: { maxUnits: 8 } });
  const fan = aVisitor();
  const tabs = await Promise.all(times(10).map(() => ask(world, 2, { fan })));
  expect(tabs.filter(({ ok }) => ok)).toHaveLength(4);
  for (const tab of tabs) if (!tab.ok) expect(tab.problem).toMatchObject({ kind: "limit_exceeded", limit: "per_fan" });
  expect(await countsOf(world)).toMatchObject({ held: 8, available: 92 });
  expect((await ask(world, 2)).ok).toBe(true);
});

test("give_back ten times at once: the units return once; of another generation, or a known id: never", async () => {
  const world = await anEvent({ capacity: 4 });
  const { eventId } = world;
  const { hold } = await sold(world, 3);
  const generation = await generationOf(eventId);
  const back = { eventId, returnId: `refund:${randomUUID()}`, units: hold.units, generation };
  await giveBack({ ...back, returnId: `refund:${randomUUID()}`, generation: generation - 1 });
  expect(await countsOf(world)).toMatchObject({ sold: 3, available: 1 });
  await Promise.all(times(10).map(() => giveBack(back)));
  expect(await countsOf(world)).toMatchObject({ sold: 0, held: 0, available: 4 });
  await sold(world, 4);
  await Promise.all(times(5).map(() => giveBack(back)));
  expect(await countsOf(world)).toMatchObject({ sold: 4, held: 0, available: 0 });
});

test("give_back against a late confirm: the units are free once, whichever comes first", async () => {
  for (const round of times(6)) {
    const world = await anEvent({ capacity: 3 });
    const { eventId } = world;
    const hold = granted(await ask(world, 3));
    const orderId = randomUUID();
    await beginPayment({ ...own(hold), orderId });
    const generation = await generationOf(eventId);
    const back = { eventId, returnId: `refund:${orderId}`, generation, holdId: hold.id, orderId, units: hold.units };
    await atOnce(
      round,
      () => giveBack(back),
      () => confirm({ eventId, holdId: hold.id, orderId }),
    );
    expect(await countsOf(world)).toMatchObject({ capacity: 3, sold: 0, held: 0, available: 3 });
    expect((await ask(world, 3)).ok).toBe(true);
  }
});

test("the same Idempotency-Key by twenty at once is one hold; among them another body is refused", async () => {
  const sale = await aSale({ capacity: 100 });
  for (const round of times(3)) {
    const fan = await aFan();
    const key = `at-once-${round}`;
    const asked = await Promise.all(
      times(20).map(async (n) => {
        const wish = n % 4 === 3 ? "one" : "two";
        return { wish, ...(await fan.reserve(sale.eventId, sale[wish], key)) };
      }),
    );
    const granted200 = asked.filter(({ status }) => status === 200);
    expect(new Set(granted200.map(({ body }) => body.hold.id)).size).toBe(1);
    const [winner, ...others] = new Set(granted200.map(({ wish }) => wish));
    expect(others).toEqual([]);
    for (const { wish, status, body } of asked) {
      if (wish === winner) expect(status).toBe(200);
      else expect({ status, code: body.code }).toEqual({ status: 422, code: "idempotency_mismatch" });
    }
  }
});

test("price changed while fans hold: each hold is one price, shown, kept and sold", async () => {
  const world = await anEvent({ capacity: 40 });
  await ask(world, 1);
  const holds: Hold[] = [];
  const asking = times(30).map(async (n) => {
    await sleep(n * 4);
    holds.push(granted(await ask(world, 1)));
  });
  await sleep(50);
  await rows("update ticket_types set price_cents = 9900 where id = $1", [world.typeId]);
  await rows("update events set catalogue_version = catalogue_version + 1 where id = $1", [world.eventId]);
  await reload(world.eventId);
  await Promise.all(asking);
  holds.push(granted(await ask(world, 1)));
  expect(new Set(holds.map(({ totalCents }) => totalCents))).toEqual(new Set([2500, 9900]));
  for (const hold of holds) expect(granted(await readHold(own(hold))).totalCents).toBe(hold.totalCents);
});
