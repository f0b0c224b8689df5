import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, expect, test, vi } from "vitest";
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
const { watch, repeated, ran } = vi.hoisted(() => ({
  watch: `
local store = redis
local redis = setmetatable({ call = function(command, key, ...)
  if command == "TIME" then return store.call(command) end
  for i = 1, #KEYS do if KEYS[i] == key then return store.call(command, key, ...) end end
  error("a script touched a key it was not given: " .. tostring(key))
end }, { __index = store })
`,
  repeated: { on: false },
  ran: new Set<string>(),
}));

vi.mock("@/lib/redis/clock.lua", async (original) => ({
  default: watch + ((await original()) as { default: string }).default,
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
  await applyRevocation(eventId, { epoch: after.epoch + 1, person: "" });
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
