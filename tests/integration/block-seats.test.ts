import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stock } from "@/app/api/v1/organizer/stock";
import { watchEvent } from "@/lib/audit/watch-event";
import { durations } from "@/lib/core/durations";
import { grant } from "@/lib/core/grant";
import { blockSeats } from "@/lib/events/block-seats";
import { seatRows } from "@/lib/events/seat-rows";
import { seatsInRow } from "@/lib/events/seats-in-row";
import { unblockSeats } from "@/lib/events/unblock-seats";
import { auditStock } from "@/lib/inventory/audit-stock";
import { blockSeats as takeSeats } from "@/lib/inventory/block-seats";
import { rebuild } from "@/lib/inventory/rebuild";
import { snapshot } from "@/lib/inventory/snapshot";
import { unblock } from "@/lib/inventory/unblock";
import { auditorRests } from "../fixtures/auditor-rests";
import { granted } from "../fixtures/granted";
import { anEventIn, askFor, best, seatsIn, these } from "../fixtures/hall";
import { blockInPostgres, generationOf, sellInPostgres } from "../fixtures/ledger";
import { auditOf } from "../fixtures/organizer";
import { brokenPromises } from "../fixtures/promises";
import { rawRedis, rows } from "../fixtures/stack";

const usual = { ...durations };

beforeAll(async () => {
  await auditorRests();
  durations.auditApartMs = 0;
});
afterAll(() => {
  Object.assign(durations, usual);
});

const seat = (...numbers: number[]) => numbers.map((number) => `stalls-A-${number}`);

/** One row of eight seats, on sale. */
async function aRow(wish: Parameters<typeof anEventIn>[1] = {}) {
  const world = await anEventIn({ stalls: ["aaaaaaaa"] }, { hold: { singleGaps: true }, ...wish });
  const { eventId, organizationId } = world;
  const who = grant<"events:write">({ organizationId, actor: `user:${randomUUID()}` });
  const seats = async () => await rawRedis().get(`inv:{${eventId}}:seats`);
  return {
    ...world,
    block: (...numbers: number[]) => blockSeats({ ...who, eventId, seats: seat(...numbers) }, stock),
    unblock: (...numbers: number[]) => unblockSeats({ ...who, eventId, seats: seat(...numbers) }, stock),
    /** As Redis has them, without the end of the row: "a" free, "A" held, "!" sold, "\x01" blocked. */
    drawn: async () => (await seats())?.slice(0, 8).replaceAll("\x01", "-"),
    unit: (number: number) => ({ poolId: world.poolIds[0] ?? "", unit: number }),
  };
}
type Row = Awaited<ReturnType<typeof aRow>>;

/** Somebody's ticket that Redis has not heard of. */
async function ownedInPostgres({ eventId, typeId, unit }: Row, number: number) {
  const { poolId } = unit(number);
  await rows(
    `with sold as (
       insert into orders (id, event_id, hold_id, fan, buyer_name, buyer_email, status, total_cents, currency, expires_at, paid_at)
       values (gen_random_uuid(), $1, gen_random_uuid()::text, 'somebody', 'Ada', 'ada@example.com', 'paid', 0, 'EUR', now(), now())
       returning id)
     insert into tickets (id, event_id, order_id, pool_id, unit, ticket_type_id, status)
     select gen_random_uuid(), $1, id, $2, $3, $4, 'valid' from sold`,
    [eventId, poolId, number, typeId],
  );
}

const countsOf = async ({ eventId, typeId }: Row) => granted(await snapshot(eventId)).types[typeId];
const blockedIn = async ({ eventId }: Row) =>
  (
    await rows<{ unit: number }>("select unit from tickets where event_id = $1 and status = 'blocked' order by unit", [
      eventId,
    ])
  ).map(({ unit }) => unit);
const findings = async ({ eventId }: Row) => (await auditStock(eventId)).findings.map(({ check }) => check);

/** What the queue would deliver, delivered twice. */
async function deliver({ eventId }: Row) {
  const told = await rows<{ payload: Parameters<typeof unblock>[0] }>(
    "select payload from outbox where job = 'unblock' and payload ->> 'eventId' = $1",
    [eventId],
  );
  for (const { payload } of [...told, ...told]) await unblock(payload);
}

describe("seats blocked while they sell", () => {
  test("are given to nobody, kept by a rebuild, and sold again once they are unblocked", async () => {
    const row = await aRow();
    expect(await row.block(3, 4)).toMatchObject({ ok: true, value: { ticketTypes: [{ capacity: 6 }, {}] } });
    expect(await row.drawn()).toBe("aa--aaaa");
    expect(await askFor(row, these(...seat(3)))).toMatchObject({ problem: { kind: "seats_taken", seats: seat(3) } });
    expect(seatsIn(granted(await askFor(row, best(row, 4))))).toEqual(seat(5, 6, 7, 8));
    expect(await countsOf(row)).toMatchObject({ capacity: 6, held: 4, sold: 0, available: 2 });
    expect(Buffer.from(granted(await snapshot(row.eventId, { withSeats: true })).seats?.data ?? "", "base64")).toEqual(
      Buffer.from([0b00001111, 0b01010101]),
    );
    expect(await findings(row)).toEqual([]);

    granted(await rebuild(row.eventId));
    expect(await row.drawn()).toBe("aa--aaaa");
    expect(await brokenPromises(row.eventId)).toEqual([]);
    expect((await row.unblock(3, 4)).ok).toBe(true);
    await deliver(row);
    expect(await row.drawn()).toBe("aaaaaaaa");
    expect(seatsIn(granted(await askFor(row, these(...seat(3, 4)))))).toEqual(seat(3, 4));
    await deliver(row);
    expect(await row.drawn()).toBe("aaAAaaaa");
    expect(await findings(row)).toEqual([]);
  });

  test("twice is once, in the books too", async () => {
    const row = await aRow();
    for (const _ of [1, 2]) expect((await row.block(3, 4)).ok).toBe(true);
    expect((await row.block(4, 5)).ok).toBe(true);
    expect([await row.drawn(), await blockedIn(row)]).toEqual(["aa---aaa", [3, 4, 5]]);
    for (const _ of [1, 2]) expect((await row.unblock(3, 7)).ok).toBe(true);
    await deliver(row);
    expect([await row.drawn(), await blockedIn(row)]).toEqual(["aaa--aaa", [4, 5]]);
    expect((await auditOf(row.eventId)).map(({ action }) => action)).toEqual([
      "seats.blocked",
      "seats.blocked",
      "seats.unblocked",
    ]);
  });

  test("are all of them or none: those that somebody has are named", async () => {
    const row = await aRow();
    granted(await askFor(row, these(...seat(2))));
    await sellInPostgres(granted(await askFor(row, these(...seat(6)))), [{ ticketTypeId: row.typeId, ...row.unit(6) }]);
    const conflict = { kind: "conflict", seats: seat(2, 6) };
    expect(await row.block(1, 2, 3, 6)).toMatchObject({ ok: false, problem: conflict });
    expect([await row.drawn(), await blockedIn(row)]).toEqual(["aAaaaAaa", []]);
    expect(await row.block(9)).toMatchObject({ problem: { kind: "invalid_request" } });
  });

  test("of an event that is not on sale are blocked where nobody owns them", async () => {
    const row = await aRow({ status: "draft" });
    await ownedInPostgres(row, 2);
    expect(await row.block(1, 2)).toMatchObject({ problem: { kind: "conflict", seats: seat(2) } });
    expect((await row.block(1, 3)).ok).toBe(true);
    expect(await blockedIn(row)).toEqual([1, 3]);
    await rows("update events set status = 'published' where id = $1", [row.eventId]);
    expect(seatsIn(granted(await askFor(row, best(row, 5))))).toEqual(seat(4, 5, 6, 7, 8));
    expect(await row.drawn()).toBe("-!-AAAAA");
  });

  test("that Postgres has sold to somebody Redis forgot go back as they were", async () => {
    const row = await aRow();
    await askFor(row, these(...seat(8)));
    await ownedInPostgres(row, 2);
    expect(await row.block(1, 2, 3)).toMatchObject({ problem: { kind: "conflict", seats: seat(2) } });
    expect([await row.drawn(), await blockedIn(row)]).toEqual(["aaaaaaaA", []]);
  });

  test("and unblocked are blocked again once the stock has heard of that, not before", async () => {
    const row = await aRow();
    await row.block(3);
    await row.unblock(3);
    expect(await row.block(3)).toMatchObject({ problem: { kind: "conflict", detail: /try again/ } });
    await deliver(row);
    expect((await row.block(3)).ok).toBe(true);
    await deliver(row);
    expect([await row.drawn(), await blockedIn(row)]).toEqual(["aa-aaaaa", [3]]);
    expect(await findings(row)).toEqual([]);
  });

  test("beside a blocking that is refused stay blocked", async () => {
    const row = await aRow();
    await askFor(row, these(...seat(8)));
    await ownedInPostgres(row, 2);
    for (let round = 0; round < 10; round += 1) {
      const [refused, kept] = await Promise.all([row.block(2, 3), row.block(3)]);
      expect(refused.ok).toBe(false);
      expect([(await row.drawn())?.[2], await blockedIn(row)]).toEqual(kept.ok ? ["-", [3]] : ["a", []]);
      await row.unblock(3);
      await deliver(row);
    }
  });

  test("and put back are the best available again", async () => {
    const row = await aRow();
    await row.block(1, 2, 3, 4);
    granted(await askFor(row, these(...seat(6))));
    expect(await askFor(row, best(row, 3))).toMatchObject({ problem: { kind: "sold_out" } });
    await row.unblock(1, 2, 3, 4);
    await deliver(row);
    expect(seatsIn(granted(await askFor(row, best(row, 3))))).toHaveLength(3);
  });

  test("while fans pick them one by one, never has one seat two owners", async () => {
    const row = await aRow();
    const picks = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => askFor(row, these(...seat(number))));
    const [blocked, ...held] = await Promise.all([row.block(4, 5), ...picks]);
    const theirs = held.flatMap((outcome) => (outcome.ok ? seatsIn(outcome.value) : []));
    const ours = blocked.ok ? seat(4, 5) : [];
    expect(new Set([...theirs, ...ours]).size).toBe(theirs.length + ours.length);
    expect(theirs).toHaveLength(8 - ours.length);
    expect(await findings(row)).toEqual([]);
  });
});

test("an organizer names seats by row and number, and is told which are blocked", async () => {
  const world = await anEventIn({ stalls: ["aaaa", "aaa aa"], balcony: ["bbb"] });
  const { eventId, organizationId, poolIds } = world;
  const who = grant<"events:write">({ organizationId, actor: "user:x" });
  const [stalls = "", balcony = ""] = poolIds;
  const asked = { ...who, eventId, poolId: stalls, row: 1 };
  const ids = granted(await seatsInRow({ ...asked, from: "4", to: "2" })).map(({ id }) => id);
  expect(ids).toEqual(["stalls-B-2", "stalls-B-3", "stalls-B-4"]);
  expect(await seatsInRow({ ...asked, from: "2", to: "6" })).toMatchObject({
    problem: { fields: { to: [/no such/] } },
  });
  expect(await seatsInRow({ ...asked, row: 2, from: "1", to: "1" })).toMatchObject({ problem: { kind: "not_found" } });
  const stranger = grant<"events:write">({ organizationId: randomUUID(), actor: "user:y" });
  expect(await seatsInRow({ ...asked, ...stranger, from: "2", to: "2" })).toMatchObject({
    problem: { kind: "not_found" },
  });

  expect((await blockSeats({ ...who, eventId, seats: ids }, stock)).ok).toBe(true);
  const [version] = await rows<{ id: string }>("select seating_plan_version_id as id from events where id = $1", [
    eventId,
  ]);
  expect(await seatRows({ id: eventId, seatingVersion: version?.id ?? null })).toEqual({
    [stalls]: [
      { name: "A", first: "1", last: "4", blocked: [] },
      { name: "B", first: "1", last: "5", blocked: ["2", "3", "4"] },
    ],
    [balcony]: [{ name: "A", first: "1", last: "3", blocked: [] }],
  });
});

describe("whoever dies in between", () => {
  test("after seats left the stock and before a row kept them: the auditor frees them", async () => {
    const row = await aRow();
    granted(await takeSeats(row.eventId, [row.unit(3), row.unit(4)]));
    expect(await row.drawn()).toBe("aa--aaaa");
    expect(await findings(row)).toEqual(["unit_leaked", "unit_leaked"]);
    for (const _ of [1, 2]) await watchEvent(row.eventId);
    expect(await row.drawn()).toBe("aaaaaaaa");
    expect(await findings(row)).toEqual([]);
  });

  test("and asks again before the auditor came, is told to come again, and then it is done", async () => {
    const row = await aRow();
    granted(await takeSeats(row.eventId, [row.unit(3)]));
    expect(await row.block(3, 4)).toMatchObject({ problem: { kind: "conflict", detail: /try again/ } });
    expect([await row.drawn(), await blockedIn(row)]).toEqual(["aa-aaaaa", []]);
    for (const _ of [1, 2]) await watchEvent(row.eventId);
    expect((await row.block(3, 4)).ok).toBe(true);
    expect([await row.drawn(), await blockedIn(row)]).toEqual(["aa--aaaa", [3, 4]]);
    expect(await findings(row)).toEqual([]);
  });

  test("after the rows went and before the stock heard: the message frees them", async () => {
    const row = await aRow();
    await row.block(3, 4);
    await row.unblock(3, 4);
    expect(await row.drawn()).toBe("aa--aaaa");
    expect(await findings(row)).toEqual([]);
    await deliver(row);
    expect(await row.drawn()).toBe("aaaaaaaa");
  });

  test("a message of before a rebuild frees nobody's seat", async () => {
    const row = await aRow();
    await row.block(3);
    await row.unblock(3);
    granted(await rebuild(row.eventId));
    await rows(
      "update outbox set payload = payload || jsonb_build_object('generation', $2::int) where payload ->> 'eventId' = $1",
      [row.eventId, await generationOf(row.eventId)],
    );
    granted(await askFor(row, these(...seat(3))));
    await deliver(row);
    expect(await row.drawn()).toBe("aaAaaaaa");
    expect(await findings(row)).toEqual([]);
  });

  test("a row that Redis forgot is blocked there again, not sold", async () => {
    const row = await aRow();
    granted(await askFor(row, these(...seat(8))));
    await blockInPostgres(row.eventId, { ticketTypeId: row.typeId, ...row.unit(3) });
    expect(await findings(row)).toEqual(["sold_unit_free"]);
    for (const _ of [1, 2]) await watchEvent(row.eventId);
    expect(await row.drawn()).toBe("aa-aaaaA");
    expect(await findings(row)).toEqual([]);
  });
});
