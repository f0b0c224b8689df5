import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test, vi } from "vitest";
import { hotEvents } from "@/db/queries/gates";
import { durations } from "@/lib/core/durations";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { receiptOf } from "@/lib/waiting-room/draw/receipt";
import { watchDraw } from "@/lib/waiting-room/draw/watch-draw";
import { join } from "@/lib/waiting-room/join";
import { keysOf } from "@/lib/waiting-room/keys";
import { personOf } from "@/lib/waiting-room/person";
import { saveRoom } from "@/lib/waiting-room/save-room";
import { answered } from "../fixtures/answered";
import { advanceDraw, aLobby } from "../fixtures/lobby";
import { rawRedis, rows } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

const { leavesRead } = vi.hoisted(() => ({ leavesRead: { times: 0 } }));
vi.mock("@/db/queries/draws", async (original) => {
  const real = await original<typeof import("@/db/queries/draws")>();
  const leavesOfDraw: typeof real.leavesOfDraw = (eventId) => {
    leavesRead.times += 1;
    return real.leavesOfDraw(eventId);
  };
  return { ...real, leavesOfDraw };
});

const dayMs = 24 * 60 * 60 * 1000;

/** When each key of the room that is there ends, in ms from now; undefined where never. */
async function endsOf(eventId: string) {
  const left = await Promise.all(keysOf(eventId).map((key) => rawRedis().pttl(key)));
  return left.filter((ms) => ms !== -2).map((ms) => (ms === -1 ? undefined : ms));
}

const joins = (eventId: string) => {
  const person = personOf(eventId, { visitor: randomUUID() });
  return answered(() => join({ eventId, person, fan: person }));
};

test("what Redis has of a room ends by itself, some days past the event", async () => {
  const { eventId } = await anEvent();
  await joins(eventId);
  // The queue is younger than the room.
  expect(await endsOf(eventId)).toContain(undefined);
  await answered(() => saveRoom(eventId));
  const ends = await endsOf(eventId);
  expect(ends.length).toBeGreaterThanOrEqual(2);
  const event = 31 * dayMs + durations.roomAfterEventMs;
  for (const end of ends) expect(Math.abs((end ?? 0) - event)).toBeLessThan(2 * dayMs);
});

test("of an event that is long past, what is asked for once more ends a day later", async () => {
  const { eventId } = await anEvent();
  await rows("update events set starts_at = now() - interval '60 days' where id = $1", [eventId]);
  await joins(eventId);
  await answered(() => saveRoom(eventId));
  for (const end of await endsOf(eventId)) expect(Math.abs((end ?? 0) - dayMs)).toBeLessThan(60 * 60 * 1000);
});

test("a room is behind its gate, and looked after each minute, until some days past its event", async () => {
  const { eventId } = await anEvent();
  await rows(`update events set waiting_room = waiting_room || '{"mode": "line"}' where id = $1`, [eventId]);
  const isHot = async (daysAgo: number) => {
    await rows("update events set starts_at = now() - make_interval(days => $2) where id = $1", [eventId, daysAgo]);
    return (await hotEvents()).some(({ id }) => id === eventId);
  };
  expect(await isHot(-30)).toBe(true);
  expect(await isHot(7)).toBe(true);
  expect(await isHot(9)).toBe(false);
});

test("the tree of a draw is read and hashed once in a process, however many ask for a receipt at once", async () => {
  const { eventId, fans } = await aLobby(2);
  await advanceDraw(eventId);
  const asked = Array.from({ length: 20 }, (_, at) => receiptOf(eventId, [fans[at % 2]?.person ?? ""]));
  const receipts = await Promise.all(asked);
  expect(new Set(receipts.map((receipt) => receipt?.index))).toEqual(new Set([0, 1]));
  expect(leavesRead.times).toBe(1);
});

test("a draw that should have been opened long ago raises an alarm each minute, and another none", async () => {
  const alarms = vi.spyOn(log, "error");
  const { drawAlarmMs } = durations;
  onTestFinished(() => {
    alarms.mockRestore();
    Object.assign(durations, { drawAlarmMs });
  });
  const { eventId } = await aLobby(1);
  const { DRAND_URL } = env();
  const beacons = DRAND_URL.splice(0, DRAND_URL.length, "http://127.0.0.1:1");
  onTestFinished(() => void DRAND_URL.splice(0, DRAND_URL.length, ...beacons));
  const raised = async () => {
    alarms.mockClear();
    await answered(() => watchDraw(eventId));
    return alarms.mock.calls.filter(([about]) => Object(about).eventId === eventId).length;
  };
  expect(await raised()).toBe(0);
  // As if its time had been over for as long; nobody tells it the round.
  Object.assign(durations, { drawAlarmMs: -60_000 });
  expect(await raised()).toBe(1);
  expect(await raised()).toBe(1);
});
