import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { join } from "@/lib/waiting-room/join";
import { personOf } from "@/lib/waiting-room/person";
import type { StateDocument } from "@/lib/waiting-room/state-document";
import { readTicket } from "@/lib/waiting-room/ticket";
import { call } from "../fixtures/fan";
import { aHotSale, aWaiter, figuresOf, loseRoom, photograph, steer } from "../fixtures/room";
import { asOrganizer } from "../fixtures/sale";
import { eventually, rows } from "../fixtures/stack";
import type { Body } from "../fixtures/wire";

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const presale = { lane: "presale", share: 60, codes: ["FANCLUB-26"] };

const stateOf = async (slug: string) => (await call<StateDocument>(`/api/v1/events/${slug}/queue/state`)).body;

/** A room with these lanes, of which everybody has heard. */
async function aRoomWith(lanes: object[], limits: Parameters<typeof aHotSale>[0] = {}) {
  const sale = await aHotSale(limits);
  await steer(sale.eventId, { lanes });
  const heard = ({ body }: { body: Body }) => body.code !== "code_invalid";
  /** Into a lane, as soon as the room's processes have heard of it. */
  const through = (code: string, waiter = aWaiter(sale.slug)) =>
    eventually(async () => ({ waiter, ...(await waiter.joinBy(code)) }), heard);
  return { ...sale, through };
}

describe("a lane", () => {
  test("is joined with a code of its own, however it is typed, and has numbers of its own", async () => {
    const { slug, through } = await aRoomWith([presale]);
    const [everybody, other] = [aWaiter(slug), aWaiter(slug)];
    expect((await everybody.join()).body).toMatchObject({ number: 1, state: expect.any(String) });
    const { waiter, body } = await through("FANCLUB-26");
    expect(body).toMatchObject({ number: 1, lane: "presale" });
    expect((await other.joinBy(" fanclub-26 ")).body).toMatchObject({ number: 2, lane: "presale" });
    // Again is the same number: by the code, and by the ticket alone.
    expect((await waiter.joinBy("FANCLUB-26")).body).toMatchObject({ number: 1, lane: "presale" });
    expect((await waiter.join(body.ticket)).body).toMatchObject({ number: 1, lane: "presale" });
    expect((await everybody.join()).body).not.toHaveProperty("lane");
  });

  test("is joined however a keyboard composes an accent", async () => {
    const { slug, through } = await aRoomWith([{ ...presale, codes: ["CAF\u00C9-26"] }]);
    expect((await through("caf\u00E9-26")).body).toMatchObject({ number: 1, lane: "presale" });
    expect((await aWaiter(slug).joinBy("cafe\u0301-26")).body).toMatchObject({ number: 2, lane: "presale" });
    expect((await aWaiter(slug).joinBy("cafe-26")).body).toMatchObject({ code: "code_invalid" });
  });

  test("that let somebody in is where they stand, whatever they ask for without their ticket", async () => {
    const { slug, through } = await aRoomWith([presale]);
    const { waiter, body } = await through("FANCLUB-26");
    await waiter.enter(body.ticket);
    const again = (await waiter.join()).body;
    expect(again).toMatchObject({ state: "admitted", number: 1, lane: "presale" });
    expect((await waiter.claim(again.ticket)).status).toBe(200);
    expect((await aWaiter(slug).join()).body).toMatchObject({ number: 1 });
  });

  test("is not joined with a code that nobody was given, nor with somebody else's ticket, and nothing changes", async () => {
    const { slug, through } = await aRoomWith([presale]);
    const { body } = await through("FANCLUB-26");
    const stranger = aWaiter(slug);
    expect(await stranger.joinBy("FANCLUB-27")).toMatchObject({ status: 409, body: { code: "code_invalid" } });
    const beside = (await stranger.join(body.ticket)).body;
    expect(beside).toMatchObject({ number: 1 });
    expect(beside).not.toHaveProperty("lane");
    expect((await through("FANCLUB-26")).body).toMatchObject({ number: 2, lane: "presale" });
  });

  test("gives out as many places as it has, and those who have one keep it", async () => {
    const { slug, through } = await aRoomWith([{ ...presale, places: 2 }]);
    const { waiter } = await through("FANCLUB-26");
    await through("FANCLUB-26");
    const late = aWaiter(slug);
    expect(await late.joinBy("FANCLUB-26")).toMatchObject({ status: 409, body: { code: "code_invalid" } });
    expect((await late.join()).body).toMatchObject({ number: 1 });
    expect((await waiter.joinBy("FANCLUB-26")).body).toMatchObject({ number: 1, lane: "presale" });
  });

  test("moves before everybody's line opens, and not before its own opening", async () => {
    const later = { lane: "accessible", share: 10, codes: ["EASY-ACCESS"], opensAt: inAnHour() };
    const { slug, eventId, one, through } = await aRoomWith([presale, later], { opensAt: inAnHour() });
    const [early, waits] = [await through("FANCLUB-26"), await through("EASY-ACCESS")];
    const everybody = aWaiter(slug);
    expect((await everybody.join()).body.state).toBe("registered");
    expect(waits.body).toMatchObject({ state: "registered", lane: "accessible" });
    const pass = await early.waiter.enter(early.body.ticket);
    expect((await early.waiter.reserve(eventId, one, pass)).status).toBe(200);
    expect((await waits.waiter.claim(waits.body.ticket)).status).toBe(202);
    const { lanes, phase } = await stateOf(slug);
    expect({ phase, lanes }).toMatchObject({
      phase: "lobby",
      lanes: { presale: { phase: "line", opensAt: null }, accessible: { phase: "lobby", serving: 0 } },
    });
  });

  test("lets nobody in beside the room's limits, and one person has one slot in all lines", async () => {
    const { slug, eventId, through } = await aRoomWith([presale], { maxActive: 1 });
    const { waiter, body } = await through("FANCLUB-26");
    const both = (await waiter.join()).body;
    const behind = aWaiter(slug);
    const second = (await behind.join()).body;
    const pass = await waiter.enter(body.ticket);
    expect((await waiter.claim(both.ticket)).status).toBe(200);
    expect((await behind.claim(second.ticket)).status).toBe(202);
    expect(await figuresOf(eventId)).toMatchObject({ active: 1, admitted: 1 });
    await waiter.leave(pass);
    expect((await waiter.claim(both.ticket)).status).toBe(410);
    await behind.enter(second.ticket);
  });
});

describe("the lanes of a room are its organizer's", () => {
  test("they are changed while people wait, and stay", async () => {
    const { slug, eventId, through } = await aRoomWith([presale]);
    const { waiter, body } = await through("FANCLUB-26");
    const path = `/events/${eventId}/waiting-room`;
    expect(await asOrganizer(path, "PATCH", { lanes: [] })).toMatchObject({ status: 409, body: { code: "conflict" } });
    await steer(eventId, { lanes: [{ ...presale, share: 20, codes: [] }] });
    // Nobody joins it any more, and who is in it goes on.
    const refused = await eventually(
      () => aWaiter(slug).joinBy("FANCLUB-26"),
      ({ status }) => status === 409,
    );
    expect(refused.body.code).toBe("code_invalid");
    await waiter.leave(await waiter.enter(body.ticket));
    // Another turn is one in everybody's line.
    const again = { ticket: body.ticket, again: true };
    const next = (await waiter.ask(`/api/v1/events/${slug}/queue`, "POST", { body: again })).body;
    expect(next).toMatchObject({ number: 1 });
    expect(next).not.toHaveProperty("lane");
  });

  test("the log of changes tells that its codes changed, and none of them", async () => {
    const { eventId } = await aRoomWith([presale]);
    await steer(eventId, { lanes: [{ ...presale, codes: ["FANCLUB-26", "MEMBERS-26"] }] });
    const logged = await rows<{ after: unknown }>(
      "select before, after from audit_log where target_id = $1 and action = 'waiting_room.changed' order by id",
      [eventId],
    );
    expect(logged.at(-1)).toMatchObject({
      before: { lanes: [{ lane: "presale", codes: 1 }] },
      after: { lanes: [{ lane: "presale", codes: 2 }] },
    });
    expect(JSON.stringify(logged)).not.toMatch(/FANCLUB|MEMBERS/);
  });

  test.each([
    ["shares that leave everybody's line nothing", [presale, { lane: "accessible", share: 31, codes: [] }]],
    ["a lane twice", [presale, { ...presale, share: 1, codes: [] }]],
    ["a code of two lanes", [presale, { lane: "box_office", share: 10, codes: ["fanclub-26"] }]],
    ["a lane of another name", [{ ...presale, lane: "vip" }]],
    ["a code of three letters", [{ ...presale, codes: ["VIP"] }]],
  ])("%s are refused, and change nothing", async (_, lanes) => {
    const { eventId, slug } = await aHotSale();
    const answer = await asOrganizer(`/events/${eventId}/waiting-room`, "PATCH", { lanes });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    expect((await stateOf(slug)).lanes).toEqual({});
  });
});

test("who signs in keeps their place in the lane, as their account", async () => {
  const { eventId, through } = await aRoomWith([presale]);
  await through("FANCLUB-26");
  const [fan, account] = [personOf(eventId, { visitor: randomUUID() }), personOf(eventId, { account: randomUUID() })];
  const lane = "presale" as const;
  const before = await join({ eventId, person: fan, fan, lane });
  expect(await join({ eventId, person: account, fan, lane })).toMatchObject({ number: before.number, lane });
  expect((await join({ eventId, person: fan, fan, lane })).state).toBe("gone");
});

test("who stands in two lines and signs in keeps both places, whichever they ask for first", async () => {
  const { eventId, through } = await aRoomWith([presale]);
  await through("FANCLUB-26");
  const [fan, account] = [personOf(eventId, { visitor: randomUUID() }), personOf(eventId, { account: randomUUID() })];
  const lane = "presale" as const;
  const [inLane, beside] = [await join({ eventId, person: fan, fan, lane }), await join({ eventId, person: fan, fan })];
  await through("FANCLUB-26");
  expect(await join({ eventId, person: account, fan })).toMatchObject({ number: beside.number });
  expect(await join({ eventId, person: account, fan, lane })).toMatchObject({ number: inLane.number, lane });
});

test("whom a lane let in is in as their account, wherever they join with it", async () => {
  const { eventId, through } = await aRoomWith([presale]);
  const { waiter, body } = await through("FANCLUB-26");
  await waiter.enter(body.ticket);
  const fan = readTicket(eventId, body.ticket)?.fan ?? "";
  const account = personOf(eventId, { account: randomUUID() });
  expect(await join({ eventId, person: account, fan })).toMatchObject({
    state: "admitted",
    number: 1,
    lane: "presale",
  });
  expect(await figuresOf(eventId)).toMatchObject({ active: 1 });
});

test.each(["lost", "rolled back"])(
  "a store that was %s gives numbers above the highest in each line, and a ticket its number back",
  async (how) => {
    const { slug, eventId, through } = await aRoomWith([presale], { opensAt: inAnHour() });
    const first = await through("FANCLUB-26");
    const takeBack = await photograph(eventId);
    const last = await through("FANCLUB-26");
    const everybody = aWaiter(slug);
    const own = (await everybody.join()).body;
    await eventually(
      async () => {
        await call(`/api/v1/events/${slug}/queue/state`);
        return rows<{ issued: string }>("select issued from waiting_room_lanes where event_id = $1", [eventId]);
      },
      ([row]) => row?.issued === "2",
      30_000,
    );

    await (how === "lost" ? loseRoom(eventId) : takeBack());
    expect((await through("FANCLUB-26")).body.number).toBeGreaterThan(2);
    expect((await last.waiter.join(last.body.ticket)).body).toMatchObject({ number: 2, lane: "presale" });
    expect((await everybody.join(own.ticket)).body).toMatchObject({ number: 1 });
    await first.waiter.enter(first.body.ticket);
    await last.waiter.enter(last.body.ticket);
    expect(readTicket(eventId, first.body.ticket)).toMatchObject({ lane: "presale", number: 1 });
  },
);
