import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join as pathTo } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Check, checkDraw, checkReceipt } from "@/draw-verifier/check.mjs";
import { env } from "@/lib/core/env";
import { closeDraw } from "@/lib/waiting-room/draw/close";
import { viewDraw } from "@/lib/waiting-room/draw/draw-view";
import { openDraw } from "@/lib/waiting-room/draw/open";
import { receiptOf } from "@/lib/waiting-room/draw/receipt";
import { keysOf } from "@/lib/waiting-room/keys";
import { placeOf } from "@/lib/waiting-room/place-of";
import { answered } from "../fixtures/answered";
import { advanceDraw, aLobby, ctl, known, opened } from "../fixtures/lobby";
import { packedVerifier } from "../fixtures/packed-verifier";
import { eventually, rawRedis } from "../fixtures/stack";

const failing = (checks: Check[]) => checks.filter(([, holds]) => !holds).map(([says]) => says);
const receiptsOf = (eventId: string, persons: string[]) =>
  Promise.all(persons.map(async (person) => (await receiptOf(eventId, [person])) ?? {}));

test("everybody of a lobby has a place of their own, which the verifier works out again; late ones stand behind", async () => {
  const { eventId, comes, fans } = await aLobby(200);
  expect(new Set(fans.map(({ number }) => number)).size).toBe(200);
  expect(fans.every(({ state, place }) => state === "registered" && place === undefined)).toBe(true);

  // Several instances at once: one closing, one root.
  const lobby = await known(eventId);
  const closings = await Promise.all(Array.from({ length: 4 }, () => answered(() => closeDraw(lobby))));
  expect(new Set(closings.map((draw) => draw?.root)).size).toBe(1);
  const count = closings[0]?.count ?? 0;
  // A store that was lost meanwhile has numbers that nobody has; they are drawn with the others.
  expect(count).toBeGreaterThanOrEqual(200);
  const late = await comes();
  expect(late.state).toBe("late");
  expect(late.number).toBeGreaterThan(count);
  expect(await ctl(eventId)).toMatchObject({ phase: "drawing", count: String(count), root: closings[0]?.root });
  expect(failing(checkDraw(viewDraw(await known(eventId))))).toEqual([]);

  // Too early for everybody: what is not out yet, nobody draws.
  await Promise.all(closings.map((draw) => draw && answered(() => openDraw(draw))));
  const draw = await opened(eventId);
  await Promise.all([answered(() => openDraw(draw)), answered(() => openDraw(draw))]);
  expect(await ctl(eventId)).toMatchObject({ phase: "line", seed: draw.seed });

  const told = viewDraw(draw);
  expect(failing(checkDraw(told))).toEqual([]);
  const receipts = await receiptsOf(
    eventId,
    fans.map(({ person }) => person),
  );
  expect(receipts.flatMap((receipt) => failing(checkReceipt(told, receipt)))).toEqual([]);
  const places = receipts.map((receipt) => ("place" in receipt ? receipt.place : null));
  expect(new Set(places).size).toBe(200);
  expect(places.every((place) => Number(place) >= 1 && Number(place) <= count)).toBe(true);
  expect(places).not.toEqual(fans.map(({ number }) => number));

  const seen = { count, seed: draw.seed ?? "" };
  expect(fans.map(({ number = 0 }) => placeOf(number, seen))).toEqual(places);
  expect(placeOf(late.number ?? 0, seen)).toBe(late.number);
  expect(await receiptOf(eventId, [late.person])).toBeUndefined();

  const [receipt = {}, other = {}] = receipts;
  const hexes = ["rulesHash", "root", "beacon", "signature", "seed"] as const;
  const flip = (hex: string | null) => (hex?.startsWith("0") ? "1" : "0").concat(hex?.slice(1) ?? "");
  const changes: object[] = [
    ...hexes.map((name) => ({ [name]: flip(told[name]) })),
    { count: count + 1 },
    { eventId: randomUUID() },
    { drawnRound: (told.drawnRound ?? 0) + 1 },
    { closesAt: new Date(0).toISOString() },
    { closedAt: new Date().toISOString() },
    { rules: told.rules.replace("holdfast/1", "holdfast/2") },
  ];
  for (const change of changes)
    expect(failing(checkDraw({ ...told, ...change })), JSON.stringify(change)).not.toEqual([]);
  for (const name of ["index", "person", "salt", "path", "place"] as const) {
    const mixed = { ...receipt, [name]: Reflect.get(other, name) };
    expect(failing(checkReceipt(told, mixed)), name).not.toEqual([]);
  }

  const folder = mkdtempSync(pathTo(tmpdir(), "draw-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = (name: string, body: object) => {
    writeFileSync(pathTo(folder, name), JSON.stringify(body));
    return pathTo(folder, name);
  };
  const verifier = packedVerifier(folder);
  const command = (...names: string[]) =>
    new Promise<number>((resolve) => {
      const child = execFile(process.execPath, [verifier, ...names], { cwd: folder });
      child.once("exit", (code) => resolve(code ?? -1));
    });
  const drawFile = file("draw.json", told);
  expect(await command(drawFile, file("mine.json", receipt))).toBe(0);
  expect(await command(drawFile, file("altered.json", { ...receipt, place: 0 }))).toBe(1);
  expect(await command(pathTo(folder, "nothing.json"))).toBe(2);
}, 180_000);

test("whoever dies between two steps is followed by somebody who goes on from there", async () => {
  const { eventId, comes, fans } = await aLobby(5);
  const [room = ""] = keysOf(eventId);
  const count = async () => (await known(eventId)).count;

  // Dead after the end of registration: how many there are is known to Redis alone, and more come.
  await rawRedis().hset(room, { count: "5", phase: "drawing" });
  await comes();
  await advanceDraw(eventId);
  expect(await count()).toBe(5);
  const { root } = await known(eventId);

  // Dead before the root was told to Redis.
  await rawRedis().hdel(room, "root", "round");
  await advanceDraw(eventId);
  expect(await ctl(eventId)).toMatchObject({ root, phase: "drawing" });

  // Dead before the seed was told to Redis.
  const { seed } = await opened(eventId);
  await rawRedis().hdel(room, "seed");
  await rawRedis().hset(room, { phase: "drawing" });
  await advanceDraw(eventId);
  expect(await ctl(eventId)).toMatchObject({ seed, root, count: "5", phase: "line" });

  // Redis lost everything: the draw is as it was told, and new numbers stand behind it.
  await rawRedis().del(...keysOf(eventId));
  await advanceDraw(eventId);
  expect(await ctl(eventId)).toMatchObject({ seed, root, count: "5", phase: "line" });
  expect((await comes()).number).toBeGreaterThan(6);
  const [receipt = {}] = await receiptsOf(eventId, [fans[0]?.person ?? ""]);
  expect(failing(checkReceipt(viewDraw(await known(eventId)), receipt))).toEqual([]);
}, 180_000);

test("a beacon that lies or stays away opens nothing, and the true one does afterwards", async () => {
  const liar = createServer((_, response) =>
    response.end(JSON.stringify({ round: 1, signature: "00", randomness: "00" })),
  );
  await new Promise<void>((resolve) => liar.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void liar.close());
  const { DRAND_URL } = env();
  const trueOnes = [...DRAND_URL];
  const pointAt = (...urls: string[]) => DRAND_URL.splice(0, DRAND_URL.length, ...urls);
  onTestFinished(() => void pointAt(...trueOnes));

  const { eventId } = await aLobby(3);
  await advanceDraw(eventId);
  const draw = await known(eventId);
  const out = () => Promise.resolve(Date.now() > Date.parse(viewDraw(draw).drawnRoundAt ?? ""));
  expect(await eventually(out, (isOut) => isOut, 60_000)).toBe(true);
  pointAt(`http://127.0.0.1:${(liar.address() as AddressInfo).port}`, "http://127.0.0.1:1");
  await advanceDraw(eventId);
  expect(await known(eventId)).toMatchObject({ seed: null, beacon: null });
  expect(await ctl(eventId)).toMatchObject({ phase: "drawing" });

  pointAt(...trueOnes);
  expect((await opened(eventId)).seed).not.toBeNull();
}, 180_000);

test("where no beacon is set up, a secret that was committed to takes its place, and is called so", async () => {
  const { DRAND_URL } = env();
  const trueOnes = DRAND_URL.splice(0, DRAND_URL.length);
  const restore = () => void DRAND_URL.splice(0, DRAND_URL.length, ...trueOnes);
  onTestFinished(restore);
  const { eventId } = await aLobby(3).finally(restore);
  const announced = viewDraw(await known(eventId));
  expect(announced).toMatchObject({ source: "commitment", chain: null, round: null, beacon: null });
  expect(JSON.stringify(announced)).not.toContain((await known(eventId)).secret);
  const told = viewDraw(await opened(eventId));
  expect(failing(checkDraw(told))).toEqual([]);
  expect(failing(checkDraw({ ...told, beacon: told.seed }))).not.toEqual([]);
}, 180_000);
