import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stock } from "@/app/api/v1/organizer/stock";
import { watchEvent } from "@/lib/audit/watch-event";
import { durations } from "@/lib/core/durations";
import { grant } from "@/lib/core/grant";
import { updateTicketType } from "@/lib/events/update-ticket-type";
import { auditStock } from "@/lib/inventory/audit-stock";
import { cap } from "@/lib/inventory/cap";
import type { Hold } from "@/lib/inventory/hold";
import { rebuild } from "@/lib/inventory/rebuild";
import { receiptOf } from "@/lib/inventory/receipt";
import { release } from "@/lib/inventory/release";
import { reload } from "@/lib/inventory/reload";
import { snapshot } from "@/lib/inventory/snapshot";
import { purchase } from "@/lib/orders/purchase";
import { auditorRests } from "../fixtures/auditor-rests";
import { visa } from "../fixtures/fan";
import { ask, rush } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { rawRedis, rows } from "../fixtures/stack";
import { anEvent, type World } from "../fixtures/world";

const usual = { ...durations };
beforeAll(async () => {
  await auditorRests();
  durations.auditApartMs = 0;
});
afterAll(() => {
  Object.assign(durations, usual);
});

/** Thirty places, of which the first type may have this many. */
async function aSale(capacity: number) {
  const world = await anEvent({ capacity: 30, types: [{ capacity }, {}] });
  await rows("update events set published_at = now() where id = $1", [world.eventId]);
  const { eventId, organizationId, typeId } = world;
  const who = grant<"events:write">({ organizationId, actor: `user:${randomUUID()}` });
  const target = { ...who, eventId, ticketTypeId: typeId };
  const resize = (to: number, by = stock) => updateTicketType({ ...target, patch: { capacity: to } }, by);
  return { ...world, resize };
}

const own = ({ id, fan }: Hold) => ({ holdId: id, fan });
const countsOf = async ({ eventId, typeId }: World) => granted(await snapshot(eventId)).types[typeId];
const findings = async ({ eventId }: World) => (await auditStock(eventId)).findings.map(({ check }) => check);
const buy = (hold: Hold) =>
  purchase({
    ...own(hold),
    buyer: { name: "Ada", email: `${randomUUID()}@example.com` },
    payment: visa,
    bodyHash: "a".repeat(64),
  });

test.each([30, 40])("that was all there is (%d of 30) is lowered while it sells", async (capacity) => {
  const sale = await aSale(capacity);
  granted(await ask(sale, 2));
  expect(await countsOf(sale)).toMatchObject({ capacity: 30, held: 2, available: 28 });
  expect((await sale.resize(10)).ok).toBe(true);
  expect(await countsOf(sale)).toMatchObject({ capacity: 10, held: 2, available: 8 });
  expect(await ask(sale, 8).then(({ ok }) => ok)).toBe(true);
  expect(await ask(sale, 1)).toMatchObject({ problem: { kind: "sold_out" } });
  expect(await findings(sale)).toEqual([]);
});

/** The organizer's columns, as no door changes them yet. */
async function setCap({ eventId, typeId }: World, capacity: number | null, pool = 30) {
  await rows("update pools set range = $2 where event_id = $1", [eventId, pool]);
  await rows(
    "update ticket_types set capacity_before = greatest(capacity_before, capacity, $3), capacity = $2 where id = $1",
    [typeId, capacity, pool],
  );
  await rows("update events set catalogue_version = catalogue_version + 1 where id = $1", [eventId]);
  await reload(eventId);
}

test.each([
  ["is all there is", 30],
  ["does not stand", null],
])("numbers given back while it %s are given out again, each to one", async (_, meanwhile) => {
  const sale = await aSale(20);
  const holds = [granted(await ask(sale, 8)), granted(await ask(sale, 8))];
  await setCap(sale, meanwhile);
  granted(await release(own(granted(await ask(sale, 4)))));
  for (const hold of holds.slice(0, 1)) granted(await release(own(hold)));
  await setCap(sale, 20, 60);
  expect(await countsOf(sale)).toMatchObject({ capacity: 20, held: 8, available: 12 });
  const late = [granted(await ask(sale, 8)), granted(await ask(sale, 4))];
  expect(await ask(sale, 1)).toMatchObject({ problem: { kind: "sold_out" } });
  const numbers = [...holds.slice(1), ...late].flatMap(({ units }) => units.map(({ typeUnit }) => typeUnit));
  expect(numbers.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  expect(await findings(sale)).toEqual([]);
});

test("that comes upon units without numbers counts them, and again once they are back", async () => {
  const world = await anEvent({ capacity: 30, types: [{}, {}] });
  const hold = granted(await ask(world, 8));
  await setCap(world, 10);
  expect(await countsOf(world)).toMatchObject({ capacity: 10, held: 8, available: 2 });
  granted(await ask(world, 2));
  expect(await ask(world, 1)).toMatchObject({ problem: { kind: "sold_out" } });
  granted(await release(own(hold)));
  expect(await countsOf(world)).toMatchObject({ capacity: 10, held: 2, available: 8 });
  granted(await ask(world, 8));
  expect(await countsOf(world)).toMatchObject({ capacity: 10, held: 10, available: 0 });
  expect(await findings(world)).toEqual([]);
});

test("a number that leaked, or that others could get, is found and mended", async () => {
  const sale = await aSale(20);
  const field = (name: string, by: number) =>
    rawRedis().hincrby(`inv:{${sale.eventId}}:sale`, `${name}:${sale.typeId}`, by);
  expect(await buy(granted(await ask(sale, 2)))).toMatchObject({ status: 201 });
  await field("top", 1);
  expect(await findings(sale)).toEqual(["own_numbers_miscounted"]);
  await field("top", -2);
  expect(await findings(sale)).toEqual(["own_numbers_miscounted"]);
  for (const _ of [1, 2]) await watchEvent(sale.eventId);
  expect(await findings(sale)).toEqual([]);
  expect(granted(await ask(sale, 1)).units).toMatchObject([{ typeUnit: 3 }]);
});

test("is lowered to what is held and sold at least, and raised again", async () => {
  const sale = await aSale(20);
  granted(await ask(sale, 8));
  granted(await ask(sale, 4));
  expect(await sale.resize(11)).toMatchObject({ problem: { kind: "conflict", detail: /Only 8 are free/ } });
  expect(await countsOf(sale)).toMatchObject({ capacity: 20, held: 12, available: 8 });
  expect(await sale.resize(14)).toMatchObject({ ok: true, value: { ticketTypes: [{ capacity: 14 }, {}] } });
  expect(await countsOf(sale)).toMatchObject({ capacity: 14, held: 12, available: 2 });
  expect(await ask(sale, 3)).toMatchObject({ problem: { kind: "sold_out", available: { [sale.typeId]: 2 } } });
  expect((await sale.resize(18)).ok).toBe(true);
  expect(await countsOf(sale)).toMatchObject({ capacity: 18, held: 12, available: 6 });
  granted(await ask(sale, 6));
  expect(await findings(sale)).toEqual([]);
});

test("lowered, it honours what is held under higher numbers: bought, and claimed again after a loss", async () => {
  const sale = await aSale(20);
  const holds = [granted(await ask(sale, 8)), granted(await ask(sale, 8)), granted(await ask(sale, 4))];
  for (const hold of holds.slice(0, 2)) granted(await release(own(hold)));
  const [, , late] = holds;
  if (!late) throw new Error("there is a third hold");
  expect(late.units.map(({ typeUnit }) => typeUnit)).toEqual([17, 18, 19, 20]);
  expect((await sale.resize(6)).ok).toBe(true);
  granted(await rebuild(sale.eventId));
  expect(await countsOf(sale)).toMatchObject({ capacity: 6, held: 0, available: 6 });
  const back = granted(await ask(sale, [], { fan: late.fan, receipt: receiptOf(late) }));
  expect(back.units).toEqual(late.units);
  expect(await buy(back)).toMatchObject({ status: 201 });
  expect(await countsOf(sale)).toMatchObject({ capacity: 6, sold: 4, available: 2 });
  granted(await rebuild(sale.eventId));
  expect(await countsOf(sale)).toMatchObject({ capacity: 6, sold: 4, available: 2 });
  expect(await buy(granted(await ask(sale, 2)))).toMatchObject({ status: 201 });
  expect(await sale.resize(5)).toMatchObject({ problem: { kind: "conflict" } });
  expect(await findings(sale)).toEqual([]);
});

test("lowered while 40 fans reserve, is never passed", async () => {
  const sale = await aSale(30);
  const [outcomes, lowered] = await Promise.all([
    rush(
      sale,
      Array.from({ length: 40 }, () => 1),
      20,
    ),
    sale.resize(10),
  ]);
  const held = outcomes.filter(({ ok }) => ok).length;
  expect(held).toBe(lowered.ok ? 10 : 30);
  expect(await countsOf(sale)).toMatchObject({ held, available: 0, capacity: held });
  expect(await findings(sale)).toEqual([]);
});

test("whoever dies before it is written down: the auditor lifts it", async () => {
  const sale = await aSale(20);
  granted(await ask(sale, 2));
  granted(await cap({ eventId: sale.eventId, ticketTypeId: sale.typeId, capacity: 5, owner: randomUUID() }));
  // Nobody else lowers it meanwhile, and nobody lifts it by being refused.
  expect(await sale.resize(4)).toMatchObject({ problem: { kind: "conflict", detail: /try again/ } });
  expect(await countsOf(sale)).toMatchObject({ capacity: 5, available: 3 });
  // Another change, meanwhile, brings a catalogue that does not say so.
  await rows("update events set catalogue_version = catalogue_version + 1 where id = $1", [sale.eventId]);
  await reload(sale.eventId);
  expect(await countsOf(sale)).toMatchObject({ capacity: 5, available: 3 });
  expect(await findings(sale)).toEqual(["cap_left"]);
  for (const _ of [1, 2]) await watchEvent(sale.eventId);
  expect(await countsOf(sale)).toMatchObject({ capacity: 20, available: 18 });
  expect(await findings(sale)).toEqual([]);
});

test("two at once: the second is told to try again, and lifts nothing", async () => {
  const sale = await aSale(20);
  granted(await ask(sale, 1));
  const slow: typeof stock.cap = async (capping) => {
    const capped = await stock.cap(capping);
    for (const to of [5, 7, 9]) expect(await sale.resize(to)).toMatchObject({ problem: { kind: "conflict" } });
    granted(await ask(sale, 6));
    expect(await ask(sale, 1)).toMatchObject({ problem: { kind: "sold_out" } });
    return capped;
  };
  expect((await sale.resize(7, { ...stock, cap: slow })).ok).toBe(true);
  expect(await countsOf(sale)).toMatchObject({ capacity: 7, held: 7, available: 0 });
  expect((await sale.resize(9)).ok).toBe(true);
  expect(await countsOf(sale)).toMatchObject({ capacity: 9, held: 7, available: 2 });
  expect(await findings(sale)).toEqual([]);
});

test.each([
  ["one of two is refused", 3, 1],
  ["both have room", 4, 2],
])("whatever Redis granted, Postgres keeps it by what is owned: %s", async (_, capacity, sold) => {
  const sale = await aSale(20);
  const holds = [granted(await ask(sale, 2)), granted(await ask(sale, 2))];
  // Redis never hears of it.
  await rows("update ticket_types set capacity = $2, capacity_before = 20 where id = $1", [sale.typeId, capacity]);
  const answers = await Promise.all(holds.map(buy));
  expect(answers.filter((answer) => "status" in answer && answer.status === 201)).toHaveLength(sold);
  const owned = "select 1 from tickets where ticket_type_id = $1 and status in ('claimed', 'valid')";
  expect(await rows(owned, [sale.typeId])).toHaveLength(2 * sold);
});

test("a change that is refused lifts it, and so does a rebuild that came between", async () => {
  const sale = await aSale(20);
  const rebuilding: typeof stock.cap = async (capping) => {
    const capped = await stock.cap(capping);
    granted(await rebuild(sale.eventId));
    return capped;
  };
  expect(await sale.resize(5, { ...stock, cap: rebuilding })).toMatchObject({ problem: { kind: "conflict" } });
  expect(await countsOf(sale)).toMatchObject({ capacity: 20, available: 20 });
  const blind: typeof stock.cap = async (capping) => {
    granted(await stock.cap(capping));
    return { ok: true, value: { generation: 0 } };
  };
  expect(await sale.resize(5, { ...stock, cap: blind })).toMatchObject({ problem: { kind: "conflict" } });
  expect(await countsOf(sale)).toMatchObject({ capacity: 20, available: 20 });
  expect(await findings(sale)).toEqual([]);
});
