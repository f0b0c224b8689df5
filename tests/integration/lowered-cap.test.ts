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

test("that was all there is says that it is not counted by itself", async () => {
  const sale = await aSale(30);
  granted(await ask(sale, 2));
  expect(await sale.resize(10)).toMatchObject({ problem: { kind: "conflict", detail: /may sell all there is/ } });
  expect(await countsOf(sale)).toMatchObject({ capacity: 30, held: 2, available: 28 });
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
  granted(await cap({ eventId: sale.eventId, ticketTypeId: sale.typeId, capacity: 5 }));
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
