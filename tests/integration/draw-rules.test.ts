import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { checkDraw } from "@/draw-verifier/check.mjs";
import { announceDraw } from "@/lib/waiting-room/draw/announce";
import { viewDraw } from "@/lib/waiting-room/draw/draw-view";
import { call } from "../fixtures/fan";
import { anOrganization, eventBody } from "../fixtures/organizer";
import { rows } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

const hour = 60 * 60 * 1000;
const opensAt = new Date(Date.now() + 24 * hour);
const drawOf = (slug: string) => call<Record<string, unknown>>(`/api/v1/events/${slug}/queue/draw`);

test("publishing an event with a draw tells its rules and its round, before anybody can register", async () => {
  const { ask } = await anOrganization();
  const waitingRoom = { mode: "draw", opensAt: opensAt.toISOString(), ratePerMinute: 60, burst: 1, maxActive: 10 };
  const { event } = (await ask("/events", { method: "POST", body: eventBody({ waitingRoom }) })).body;
  expect((await drawOf(event.slug)).status).toBe(404);
  expect((await ask(`/events/${event.id}/publish`, { method: "POST" })).status).toBe(200);

  const { status, body } = await drawOf(event.slug);
  expect(status).toBe(200);
  expect(body).toMatchObject({ source: "beacon", closesAt: opensAt.toISOString(), root: null, seed: null });
  const { genesisSeconds, periodSeconds } = body.chain as { genesisSeconds: number; periodSeconds: number };
  const comesAt = (genesisSeconds + (Number(body.round) - 1) * periodSeconds) * 1000;
  expect(comesAt).toBeGreaterThan(opensAt.getTime());
  expect(createHash("sha256").update(String(body.rules)).digest("hex")).toBe(body.rulesHash);
  expect(checkDraw(body).filter(([, holds]) => !holds)).toEqual([]);
  expect(checkDraw({ ...body, rules: `${body.rules} ` }).some(([, holds]) => !holds)).toBe(true);
  expect(Object.keys(body)).not.toContain("secret");
  expect(Object.keys(body)).not.toContain("saltKey");

  await ask(`/events/${event.id}/unpublish`, { method: "POST" });
  await ask(`/events/${event.id}/publish`, { method: "POST" });
  expect((await drawOf(event.slug)).body).toEqual(body);
});

test("an event without a draw has none to tell", async () => {
  const { slug } = await anEvent();
  expect((await drawOf(slug)).status).toBe(404);
});

test("announced twice at once, the rules are told once", async () => {
  const { eventId } = await anEvent();
  const told = await Promise.all(Array.from({ length: 5 }, () => announceDraw(eventId, opensAt)));
  expect(new Set(told.map(({ rules }) => rules)).size).toBe(1);
  expect(told[0] && viewDraw(told[0])).toMatchObject({ eventId, source: "beacon" });
});

test("what was told stays as it was told, whoever writes", async () => {
  const { eventId } = await anEvent();
  await announceDraw(eventId, opensAt);
  const write = (change: string) => rows(`update draws set ${change} where event_id = $1`, [eventId]);
  await expect(write("round = round + 1")).rejects.toThrow("stays as it was told");
  await expect(write("closes_at = now()")).rejects.toThrow("stays as it was told");
  const closing = "count = 1, root = 'ab', leaves = decode(repeat('00', 32), 'hex'), closed_at = now()";
  await expect(write(closing.replace("count = 1", "count = 2"))).rejects.toThrow("draws_leaf_each");
  await write(closing);
  await expect(write("root = 'cd'")).rejects.toThrow("stays as it was told");
  await write("beacon = 'aa', seed = 'bb', opened_at = now()");
  await expect(write("seed = 'cc'")).rejects.toThrow("stays as it was told");
});
