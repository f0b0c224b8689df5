import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stock } from "@/app/api/v1/organizer/stock";
import { watchEvent } from "@/lib/audit/watch-event";
import { durations } from "@/lib/core/durations";
import { grant } from "@/lib/core/grant";
import { ok } from "@/lib/core/result";
import { updatePool } from "@/lib/events/resize-pool";
import { updateTicketType } from "@/lib/events/update-ticket-type";
import { auditStock } from "@/lib/inventory/audit-stock";
import { block } from "@/lib/inventory/block";
import { change } from "@/lib/inventory/change";
import { readHold } from "@/lib/inventory/read-hold";
import { rebuild } from "@/lib/inventory/rebuild";
import { snapshot } from "@/lib/inventory/snapshot";
import { unblock } from "@/lib/inventory/unblock";
import { priceLines } from "@/lib/orders/price";
import { auditorRests } from "../fixtures/auditor-rests";
import { ask, rush } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { blockInPostgres, generationOf } from "../fixtures/ledger";
import { brokenPromises } from "../fixtures/promises";
import { rows } from "../fixtures/stack";
import { anEvent, type World } from "../fixtures/world";

const usual = { ...durations };

beforeAll(async () => {
  await auditorRests();
  durations.auditApartMs = 0;
});
afterAll(() => {
  Object.assign(durations, usual);
});

async function aSale(capacity: number) {
  const world = await anEvent({ capacity });
  const { eventId, organizationId, typeId, poolIds } = world;
  await rows("update events set published_at = now() where id = $1", [eventId]);
  const who = grant<"events:write">({ organizationId, actor: `user:${randomUUID()}` });
  const [poolId = ""] = poolIds;
  const resize = (to: number) => updatePool({ ...who, eventId, poolId, capacity: to }, stock);
  const pause = (paused: boolean) =>
    updateTicketType({ ...who, eventId, ticketTypeId: typeId, patch: { paused } }, stock);
  return { ...world, who, poolId, resize, pause };
}
type Sale = Awaited<ReturnType<typeof aSale>>;

const countsOf = async ({ eventId, typeId }: World) => {
  const { capacity, held, sold, available, status } = granted(await snapshot(eventId)).types[typeId] ?? {};
  return { capacity, held, sold, available, status };
};
const blockedIn = async ({ poolId }: Sale) =>
  (await rows<{ unit: number }>("select unit from tickets where pool_id = $1 and status = 'blocked'", [poolId])).map(
    ({ unit }) => unit,
  );
const rangeOf = async ({ poolId }: Sale) =>
  (await rows<{ range: number }>("select range from pools where id = $1", [poolId]))[0]?.range;
const findings = async ({ eventId }: World) => (await auditStock(eventId)).findings.map(({ check }) => check);
const left = (status: string, available: number) => ({ status, available });

/** What the queue would deliver, delivered twice. */
async function deliver({ eventId }: World) {
  const told = await rows<{ payload: Parameters<typeof unblock>[0] }>(
    "select payload from outbox where job = 'unblock' and payload ->> 'eventId' = $1",
    [eventId],
  );
  for (const { payload } of [...told, ...told]) await unblock(payload);
  return told.length;
}

describe("the capacity of a sale under way", () => {
  test("is lowered by free places alone, and raised by the blocked ones first", async () => {
    const sale = await aSale(10);
    granted(await ask(sale, 3));
    expect((await sale.resize(6)).ok).toBe(true);
    expect(await countsOf(sale)).toMatchObject({ capacity: 6, held: 3, ...left("available", 3) });
    expect([await rangeOf(sale), (await blockedIn(sale)).length]).toEqual([10, 4]);
    expect(await sale.resize(2)).toMatchObject({ problem: { kind: "conflict", detail: /Only 3 places are free/ } });
    expect(await countsOf(sale)).toMatchObject({ capacity: 6, ...left("available", 3) });

    expect(await sale.resize(8)).toMatchObject({ ok: true, value: { ticketTypes: [{ capacity: 8 }] } });
    expect(await deliver(sale)).toBe(1);
    expect(await countsOf(sale)).toMatchObject({ capacity: 8, held: 3, ...left("available", 5) });
    expect([await rangeOf(sale), (await blockedIn(sale)).length]).toEqual([10, 2]);
    expect((await sale.resize(13)).ok).toBe(true);
    await deliver(sale);
    expect(await countsOf(sale)).toMatchObject({ capacity: 13, held: 3, ...left("available", 10) });
    expect([await rangeOf(sale), (await blockedIn(sale)).length]).toEqual([13, 0]);
    expect(await findings(sale)).toEqual([]);
  });

  test("the same again changes nothing, and a rebuild keeps it", async () => {
    const sale = await aSale(10);
    expect((await sale.resize(4)).ok).toBe(true);
    expect((await sale.resize(4)).ok).toBe(true);
    granted(await rebuild(sale.eventId));
    expect(await countsOf(sale)).toMatchObject({ capacity: 4, ...left("available", 4) });
    expect(
      (
        await rush(
          sale,
          Array.from({ length: 8 }, () => 1),
        )
      ).filter(({ ok }) => ok),
    ).toHaveLength(4);
    expect(await countsOf(sale)).toMatchObject({ capacity: 4, held: 4, ...left("sold_out", 0) });
    expect(await brokenPromises(sale.eventId)).toEqual([]);
  });

  test("of an event taken off sale is lowered where nobody owns anything", async () => {
    const sale = await aSale(10);
    await rows("update events set status = 'draft' where id = $1", [sale.eventId]);
    expect((await sale.resize(7)).ok).toBe(true);
    expect(await blockedIn(sale)).toHaveLength(3);
    expect((await sale.resize(6)).ok).toBe(true);
    expect(await blockedIn(sale)).toHaveLength(4);
  });

  test("that is refused leaves nothing behind, not even what could be taken", async () => {
    const sale = await aSale(4);
    const { eventId, poolId, typeId } = sale;
    await blockInPostgres(eventId, { poolId, unit: 2, ticketTypeId: typeId });
    // A store that forgot gives away what has a row: one of the two is taken in vain.
    const taken = { generation: await generationOf(eventId), units: [2, 3] };
    const forgetful = { ...stock, block: async () => ok(taken), unblock: async () => undefined };
    const refused = await updatePool({ ...sale.who, eventId, poolId, capacity: 1 }, forgetful);
    expect(refused).toMatchObject({ problem: { kind: "conflict" } });
    expect(await blockedIn(sale)).toEqual([2]);
  });

  test("of a type that meanwhile shares its places gives back what it took", async () => {
    const sale = await aSale(10);
    const meanwhile: typeof stock.block = async (eventId, poolId, count) => {
      const taken = await stock.block(eventId, poolId, count);
      await rows("update ticket_types set capacity = 9 where id = $1", [sale.typeId]);
      return taken;
    };
    const target = { ...sale.who, eventId: sale.eventId, ticketTypeId: sale.typeId };
    const refused = await updateTicketType({ ...target, patch: { capacity: 9 } }, { ...stock, block: meanwhile });
    expect(refused).toMatchObject({ problem: { kind: "conflict" } });
    expect(await countsOf(sale)).toMatchObject({ capacity: 10, ...left("available", 10) });
    expect(await findings(sale)).toEqual([]);
  });

  test("lowered while 50 fans reserve, never takes what one of them got", async () => {
    const sale = await aSale(60);
    const [outcomes, lowered] = await Promise.all([
      rush(
        sale,
        Array.from({ length: 50 }, () => 1),
        25,
      ),
      sale.resize(40),
    ]);
    const held = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.units.map(({ unit }) => unit) : []));
    const blocked = await blockedIn(sale);
    expect(blocked).toHaveLength(lowered.ok ? 20 : 0);
    expect(new Set([...held, ...blocked]).size).toBe(held.length + blocked.length);
    // Whoever was refused found every place taken.
    expect(held).toHaveLength(Math.min(50, 60 - blocked.length));
    expect(await countsOf(sale)).toMatchObject({ held: held.length, available: 60 - blocked.length - held.length });
    expect(await findings(sale)).toEqual([]);
  }, 60_000);
});

describe("whoever dies in between", () => {
  test("after places left the stock and before a row kept them: the auditor frees them", async () => {
    const sale = await aSale(10);
    expect(granted(await block(sale.eventId, sale.poolId, 4)).units).toHaveLength(4);
    expect(await countsOf(sale)).toMatchObject(left("available", 6));
    expect(await findings(sale)).toEqual(["unit_leaked", "unit_leaked", "unit_leaked", "unit_leaked"]);
    await watchEvent(sale.eventId);
    await watchEvent(sale.eventId);
    expect(await countsOf(sale)).toMatchObject(left("available", 10));
    // Asked again, it is done.
    expect((await sale.resize(6)).ok).toBe(true);
    expect(await countsOf(sale)).toMatchObject({ capacity: 6, ...left("available", 6) });
    expect(await findings(sale)).toEqual([]);
  });

  test("after the rows went and before the stock heard: the message does, and a late repeat frees nobody's ticket", async () => {
    const sale = await aSale(10);
    await sale.resize(6);
    await sale.resize(10);
    await deliver(sale);
    const hold = granted(await ask(sale, 8));
    await deliver(sale);
    expect(await countsOf(sale)).toMatchObject({ held: 8, available: 2 });
    expect(granted(await readHold({ holdId: hold.id, fan: hold.fan })).units).toHaveLength(8);
    expect(await findings(sale)).toEqual([]);
  });

  test("while the queue was slow: what the auditor gives back before the message comes is given back once", async () => {
    const sale = await aSale(10);
    await sale.resize(6);
    await sale.resize(10);
    await rows("update outbox set created_at = now() - interval '10 min' where payload ->> 'eventId' = $1", [
      sale.eventId,
    ]);
    await watchEvent(sale.eventId);
    await watchEvent(sale.eventId);
    granted(await ask(sale, 8));
    granted(await ask(sale, 2));
    await deliver(sale);
    expect(await countsOf(sale)).toMatchObject({ held: 10, ...left("sold_out", 0) });
    expect(await findings(sale)).toEqual([]);
  });

  test("a message told while Redis was being rebuilt frees nobody's ticket", async () => {
    const sale = await aSale(10);
    await sale.resize(6);
    await sale.resize(10);
    granted(await rebuild(sale.eventId));
    // As if the rows had gone after the generation grew and before it was read.
    await rows(
      "update outbox set payload = payload || jsonb_build_object('generation', $2::int) where payload ->> 'eventId' = $1",
      [sale.eventId, await generationOf(sale.eventId)],
    );
    granted(await ask(sale, 8));
    granted(await ask(sale, 2));
    await deliver(sale);
    expect(await countsOf(sale)).toMatchObject({ held: 10, ...left("sold_out", 0) });
    expect(await findings(sale)).toEqual([]);
  });

  test("after a rebuild, a message of before changes nothing", async () => {
    const sale = await aSale(10);
    await sale.resize(6);
    await sale.resize(10);
    granted(await rebuild(sale.eventId));
    granted(await ask(sale, 8));
    granted(await ask(sale, 2));
    await deliver(sale);
    expect(await countsOf(sale)).toMatchObject({ held: 10, ...left("sold_out", 0) });
    expect(await findings(sale)).toEqual([]);
  });
});

describe("a ticket type that is paused", () => {
  test("is held by nobody new, honours what is held, and sells again when it is resumed", async () => {
    const sale = await aSale(10);
    const before = granted(await ask(sale, 2));
    expect(await sale.pause(true)).toMatchObject({ ok: true, value: { ticketTypes: [{ paused: true }] } });
    expect(await ask(sale, 1)).toEqual({ ok: false, problem: { kind: "not_on_sale" } });
    expect(await countsOf(sale)).toMatchObject(left("paused", 8));
    const own = { holdId: before.id, fan: before.fan };
    expect(granted(await readHold(own)).units).toHaveLength(2);
    const lines = (quantity: number) => [{ ticketTypeId: sale.typeId, quantity }];
    expect(await change({ ...own, lines: lines(3) }, priceLines)).toMatchObject({ problem: { kind: "not_on_sale" } });
    expect(granted(await change({ ...own, lines: lines(1) }, priceLines)).units).toHaveLength(1);
    await sale.pause(false);
    expect(granted(await ask(sale, 1)).units).toHaveLength(1);
    expect(await countsOf(sale)).toMatchObject({ held: 2, ...left("available", 8) });
  });

  test("leaves the others of its pool on sale", async () => {
    const world = await anEvent({ capacity: 10, types: [{}, {}] });
    const { eventId, organizationId, typeId, secondTypeId } = world;
    const who = grant<"events:write">({ organizationId, actor: "user:x" });
    await updateTicketType({ ...who, eventId, ticketTypeId: typeId, patch: { paused: true } }, stock);
    expect((await ask(world, 1)).ok).toBe(false);
    expect((await ask(world, [{ ticketTypeId: secondTypeId, quantity: 1 }])).ok).toBe(true);
  });
});
