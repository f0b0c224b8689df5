import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { join } from "@/lib/waiting-room/join";
import { personOf } from "@/lib/waiting-room/person";
import { placeOf } from "@/lib/waiting-room/place-of";
import { answered } from "../fixtures/answered";
import { aLobby, opened } from "../fixtures/lobby";
import { aSale, asOrganizer } from "../fixtures/sale";
import { rows } from "../fixtures/stack";

const later = () => new Date(Date.now() + 3_600_000).toISOString();
const change = (eventId: string, waitingRoom: object) =>
  asOrganizer(`/events/${eventId}/waiting-room`, "PATCH", waitingRoom);

test.concurrent("a draw may become a line while it waits for its chance, and no more once its places are drawn", async () => {
  const { eventId } = await aSale();
  const draw = { mode: "draw", opensAt: later() };
  expect((await change(eventId, draw)).status).toBe(200);
  expect((await change(eventId, { mode: "line" })).status).toBe(200);
  expect((await change(eventId, { mode: "draw" })).status).toBe(200);

  const write = (step: string) => rows(`update draws set ${step} where event_id = $1`, [eventId]);
  await write("count = 1, root = 'ab', leaves = decode(repeat('00', 32), 'hex'), closed_at = now()");
  expect((await change(eventId, { mode: "line" })).status).toBe(200);
  expect((await change(eventId, { mode: "draw" })).status).toBe(200);
  await write("beacon = 'aa', seed = 'bb', opened_at = now()");
  const refused = await change(eventId, { mode: "line" });
  expect([refused.status, refused.body.code]).toEqual([409, "conflict"]);
  expect((await asOrganizer(`/events/${eventId}`, "PATCH", { waitingRoom: { mode: "line" } })).status).toBe(409);
  expect((await change(eventId, { ratePerMinute: 120 })).body.waitingRoom).toMatchObject({ mode: "draw" });
  // Off lets everybody in; what is switched on again is the draw it was.
  expect((await change(eventId, { mode: "off" })).status).toBe(200);
  expect((await change(eventId, { mode: "line" })).status).toBe(409);
  expect((await change(eventId, { mode: "draw" })).status).toBe(200);
});

test.concurrent("a line may become a draw until somebody was called", async () => {
  const { eventId } = await aSale();
  expect((await change(eventId, { mode: "line", opensAt: later() })).status).toBe(200);
  expect((await change(eventId, { mode: "draw" })).status).toBe(200);
  expect((await change(eventId, { mode: "line" })).status).toBe(200);
  await rows("update waiting_rooms set serving = 1 where event_id = $1", [eventId]);
  const refused = await change(eventId, { mode: "draw" });
  expect([refused.status, refused.body.code]).toEqual([409, "conflict"]);
  expect((await change(eventId, { maxActive: 7 })).body.waitingRoom).toMatchObject({ mode: "line", maxActive: 7 });
});

test.concurrent("after the draw who signs in keeps the better of two places, once an account", async () => {
  const { eventId, fans } = await aLobby(6);
  const account = personOf(eventId, { account: randomUUID() });
  const arrives = (person: string, fan = person) => answered(() => join({ eventId, person, fan }));
  const own = await arrives(account, personOf(eventId, { visitor: randomUUID() }));
  const { count, seed } = await opened(eventId);
  const placed = (number = 0) => placeOf(number, { count: count ?? 0, seed: seed ?? "" });
  const [best, next] = fans.toSorted((one, other) => placed(one.number) - placed(other.number));
  if (!best || !next) throw new Error("nobody in the lobby");

  const kept = placed(best.number) < placed(own.number) ? best.number : own.number;
  expect(await arrives(account, best.person)).toMatchObject({ number: kept, place: placed(kept) });
  expect((await arrives(best.person)).state).toBe("gone");
  // A second browser's place is not taken over; it stays that browser's.
  expect(await arrives(account, next.person)).toMatchObject({ number: kept });
  expect(await arrives(next.person)).toMatchObject({ number: next.number, place: placed(next.number) });
}, 120_000);
