import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test, vi } from "vitest";
import { drawOf } from "@/db/queries/draws";
import { openToken } from "@/lib/core/token";
import { applyRevocation } from "@/lib/waiting-room/apply-revocation";
import { applySettings } from "@/lib/waiting-room/apply-settings";
import { claim } from "@/lib/waiting-room/claim";
import { join } from "@/lib/waiting-room/join";
import { leave } from "@/lib/waiting-room/leave";
import { judgePass } from "@/lib/waiting-room/pass";
import { personOf } from "@/lib/waiting-room/person";
import { renew } from "@/lib/waiting-room/renew";
import { saveRoom } from "@/lib/waiting-room/save-room";
import { tick } from "@/lib/waiting-room/tick";
import { readTicket } from "@/lib/waiting-room/ticket";
import { rawRedis, rows } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

// Every script runs behind a fragment that refuses any key its caller did not pass, and runs twice where it is told to.
const { watchKeys, repeated, ran } = await vi.hoisted(async () => ({
  ...(await import("../fixtures/watch-keys")),
  repeated: { on: false },
  ran: new Set<string>(),
}));

vi.mock("@/lib/redis/clock.lua", async (original) => ({
  default: watchKeys + ((await original()) as { default: string }).default,
}));
vi.mock("@/lib/redis/define-script", async (original) => {
  const real = await original<typeof import("@/lib/redis/define-script")>();
  const define: typeof real.defineScript = (script) => {
    const run = real.defineScript(script);
    return async (input) => {
      for (const part of script.source) ran.add(part);
      const first = await run(input);
      return repeated.on ? run(input) : first;
    };
  };
  return { defineScript: define };
});

afterAll(() => {
  repeated.on = false;
});

const room = { draw: { count: 0, seed: "", mode: "line" as const }, ratePerMinute: 600 };

function visitors(eventId: string) {
  const personNamed = () => personOf(eventId, { visitor: randomUUID() });
  const joinAs = (person: string, fan = person) => join({ eventId, person, fan });
  const enter = async (ticket = "") => {
    const read = readTicket(eventId, ticket);
    if (!read) throw new Error("no ticket");
    const claimed = await claim(eventId, read, room);
    if (!claimed.ok || claimed.value.kind !== "admitted") throw new Error("not let in");
    const pass = judgePass(openToken("pass", eventId, claimed.value.pass.pass), eventId, Date.now());
    if (!pass) throw new Error("no pass");
    return pass;
  };
  return { personNamed, joinAs, enter };
}

/** Joined, called, let in, renewed, signed in, left, steered, saved, revoked, lost and recovered. */
async function aJourney() {
  const { eventId } = await anEvent();
  const { personNamed, joinAs, enter } = visitors(eventId);
  const [first, second, third] = [personNamed(), personNamed(), personNamed()];
  const own = await joinAs(first);
  await joinAs(second);
  const last = await joinAs(third);
  await tick(eventId, 10);
  const pass = await enter(own.ticket);
  expect((await renew(pass)).ok).toBe(true);
  const linked = await joinAs(personOf(eventId, { account: randomUUID() }), second);
  await leave(await enter(last.ticket));
  await rows(`update events set waiting_room = waiting_room || '{"mode": "line"}' where id = $1`, [eventId]);
  await applySettings(eventId);
  await saveRoom(eventId);
  const before = await tick(eventId, 10);
  await rawRedis().del(`wr:{${eventId}}:ctl`, `wr:{${eventId}}:act`, `wr:{${eventId}}:gone`);
  const after = await tick(eventId, 10);
  const again = await renew(pass);
  await applyRevocation(eventId, { epoch: after.epoch + 1, isAll: true });
  const { active } = await tick(eventId, 10);
  const numbers = [own.number, linked.number, last.number];
  return {
    numbers,
    before: { active: before.active, admitted: before.admitted, issued: before.issued },
    after: { active: after.active, admitted: after.admitted, isAbove: after.issued > 3, epoch: after.epoch },
    ...{ again: again.ok, active },
  };
}

const expected = {
  numbers: [1, 2, 3],
  before: { active: 1, admitted: 2, issued: 3 },
  after: { active: 1, admitted: 2, isAbove: true, epoch: 2 },
  ...{ again: true, active: 0 },
};

test("every script touches only the keys it is given, and none is left out", async () => {
  expect(await aJourney()).toEqual(expected);
  const folder = new URL("../../lib/waiting-room/scripts/", import.meta.url);
  const known = readdirSync(folder).map((file) => ({ file, text: readFileSync(new URL(file, folder), "utf8") }));
  // The draw has tests of its own.
  const left = known.filter(({ file, text }) => !["close.lua", "open.lua"].includes(file) && !ran.has(text));
  expect(known.length).toBeGreaterThan(10);
  expect(left.map(({ file }) => file)).toEqual([]);
  expect([...ran].some((text) => text.includes("a key it was not given"))).toBe(true);
});

test("every script run twice does what it does once", async () => {
  repeated.on = true;
  expect(await aJourney()).toEqual(expected);
  repeated.on = false;
});

test.each([
  ["the one of before signing in, when it is the better one", ["before", "account"], 1],
  ["the account's own, when that is", ["account", "before"], 1],
  ["the one of before, when the account has none", ["before"], 1],
] as const)("who signs in keeps %s", async (_, order, number) => {
  const { eventId } = await anEvent();
  const { personNamed, joinAs } = visitors(eventId);
  const persons = { before: personNamed(), account: personOf(eventId, { account: randomUUID() }) };
  // On another device, whose visitor never joined.
  for (const each of order) await joinAs(persons[each], each === "account" ? personNamed() : persons.before);
  expect(await joinAs(persons.account, persons.before)).toMatchObject({ number });
  expect(await joinAs(persons.account, persons.before)).toMatchObject({ number });
  expect((await joinAs(persons.before)).state).toBe("gone");
  expect(await joinAs(personNamed())).toMatchObject({ number: order.length + 1 });
});

test("who is inside stays inside when they sign in, with one slot", async () => {
  const { eventId } = await anEvent();
  const { personNamed, joinAs, enter } = visitors(eventId);
  const [before, account] = [personNamed(), personOf(eventId, { account: randomUUID() })];
  const own = await joinAs(before);
  await tick(eventId, 10);
  await enter(own.ticket);
  expect((await joinAs(account, before)).state).toBe("admitted");
  expect((await joinAs(before)).state).toBe("gone");
  expect((await tick(eventId, 10)).active).toBe(1);
});

test("one account with two browsers has one of them inside", async () => {
  const { eventId } = await anEvent();
  const { personNamed, joinAs, enter } = visitors(eventId);
  const [account, one, other] = [personOf(eventId, { account: randomUUID() }), personNamed(), personNamed()];
  const [here, there] = [await joinAs(account, one), await joinAs(account, other)];
  await tick(eventId, 10);
  const { person, fan } = await enter(here.ticket);
  expect([person, fan]).toEqual([account, one]);
  await expect(enter(there.ticket)).rejects.toThrow("not let in");
  expect((await enter(here.ticket)).fan).toBe(one);
});

test("with every slot taken, who is next asks again in a second, not at once", async () => {
  const { eventId } = await anEvent();
  await settings(eventId, { mode: "line", maxActive: 1, burst: 50 });
  const { personNamed, joinAs, enter } = visitors(eventId);
  const [first, second] = [await joinAs(personNamed()), await joinAs(personNamed())];
  await rawRedis().hset(`wr:{${eventId}}:ctl`, "serving", 2);
  await enter(first.ticket);
  const ticket = readTicket(eventId, second.ticket ?? "");
  const claimed = ticket && (await claim(eventId, ticket, room));
  expect(claimed).toMatchObject({ ok: true, value: { kind: "wait", ahead: 0 } });
  expect(claimed?.ok && claimed.value.kind === "wait" && claimed.value.retryAfterMs).toBeGreaterThanOrEqual(1000);
});

/** What the organizer set, stored as their verbs do, and heard by the room. */
async function settings(eventId: string, patch: object) {
  await rows("update events set waiting_room = waiting_room || $2 where id = $1", [eventId, patch]);
  await rows("update waiting_rooms set version = version + 1 where event_id = $1", [eventId]);
  await applySettings(eventId);
}

const later = () => new Date(Date.now() + 3_600_000).toISOString();
const phaseOf = async (eventId: string) => (await tick(eventId, 10)).phase;

describe("an opening that is set", () => {
  test("of a draft again is the last one set; a draft tells nobody of its draw", async () => {
    const { eventId } = await anEvent({ status: "draft" });
    await settings(eventId, { mode: "draw" });
    expect(await drawOf(eventId)).toBeUndefined();
    await settings(eventId, { mode: "line", opensAt: later() });
    await rows("update events set status = 'published' where id = $1", [eventId]);
    expect(await phaseOf(eventId)).toBe("lobby");
    await settings(eventId, { opensAt: null });
    expect(await phaseOf(eventId)).toBe("line");
  });

  test("before anybody was called makes the line wait, and afterwards no more", async () => {
    const { eventId } = await anEvent();
    await settings(eventId, { mode: "line" });
    expect(await phaseOf(eventId)).toBe("line");
    await settings(eventId, { opensAt: later() });
    expect(await phaseOf(eventId)).toBe("lobby");
    await settings(eventId, { opensAt: null });
    const { personNamed, joinAs } = visitors(eventId);
    await joinAs(personNamed());
    await tick(eventId, 10);
    await settings(eventId, { opensAt: later() });
    expect(await phaseOf(eventId)).toBe("line");
  });

  test("for a draw is announced, and one that is called off while it waits goes on as a line", async () => {
    const { eventId } = await anEvent();
    await settings(eventId, { mode: "line", opensAt: later() });
    expect(await phaseOf(eventId)).toBe("lobby");
    await settings(eventId, { mode: "draw" });
    expect(await drawOf(eventId)).toMatchObject({ seed: null });
    await rawRedis().hset(`wr:{${eventId}}:ctl`, { phase: "drawing" });
    expect(await phaseOf(eventId)).toBe("drawing");
    await settings(eventId, { mode: "line", opensAt: null });
    expect(await phaseOf(eventId)).toBe("line");
  });
});

test("all passes revoked, and the store never told: the next saving begins the epoch they are void in", async () => {
  const { eventId } = await anEvent();
  await settings(eventId, { mode: "line" });
  const { epoch } = await tick(eventId, 10);
  await rows("update waiting_rooms set epoch = $2, passes_from = $2 where event_id = $1", [eventId, epoch + 1]);
  await applySettings(eventId);
  expect((await tick(eventId, 10)).epoch).toBeGreaterThan(epoch);
});
