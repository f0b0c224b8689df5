import { randomUUID } from "node:crypto";
import { Command, Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call } from "../fixtures/fan";
import { ownPlatform } from "../fixtures/platform";
import { runContract } from "../fixtures/run-contract";
import { eventually, rawRedis } from "../fixtures/stack";

const platform = ownPlatform({ instances: 0, cluster: true, lendsRedis: true });

let masters: Redis[] = [];
beforeAll(() => {
  masters = platform.redis.map(({ url }) => new Redis(url).on("error", () => {}));
});
afterAll(() => {
  for (const master of masters) master.disconnect();
});

const slotOf = (key: string) => new Command("GET", [key]).getSlot() ?? 0;
const indexOf = (key: string) => Math.floor((slotOf(key) * masters.length) / 16_384);

/** A key that lies on this master. */
function aKeyOn(index: number): string {
  for (;;) {
    const key = `cluster:{${randomUUID()}}`;
    if (indexOf(key) === index) return key;
  }
}

const ask = (path: string, body: unknown) =>
  call<{ result?: unknown; error?: string }>(`${process.env.UPSTASH_REDIS_REST_URL}${path}`, {
    method: "POST",
    body,
    headers: { Authorization: `Bearer ${process.env.UPSTASH_REDIS_REST_TOKEN}` },
  });

type Outcomes = { result?: unknown; error?: string }[];
const pipeline = async (commands: string[][]): Promise<Outcomes> => {
  const { body } = await ask("/pipeline", commands);
  return Array.isArray(body) ? body : [body];
};

test("what a client may rely on before one Redis, it may before a cluster", async () => {
  const { UPSTASH_REDIS_REST_URL = "", UPSTASH_REDIS_REST_TOKEN = "" } = process.env;
  const { passed, failed } = await runContract({ UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN }, [
    "tests/contract/upstash.test.ts",
  ]);
  expect(failed).toEqual([]);
  expect(passed.length).toBeGreaterThan(40);
});

test("a pipeline over all masters answers in order, and each key lies where its slot is", async () => {
  const keys = [0, 1, 2, 1, 0, 2].map(aKeyOn);
  const answers = await pipeline(
    keys.flatMap((key, at) => [
      ["SET", key, `v${at}`],
      ["GET", key],
    ]),
  );
  expect(answers.map(({ result }) => result)).toEqual(keys.flatMap((_, at) => ["OK", `v${at}`]));
  for (const [at, key] of keys.entries()) {
    for (const [index, master] of masters.entries()) {
      const found = await master.get(key).catch(({ message }: Error) => message);
      expect(found).toEqual(index === indexOf(key) ? `v${at}` : expect.stringContaining("MOVED"));
    }
  }
});

test("keys of two slots in one command are refused by themselves, and a script is known at each master it ran on", async () => {
  const [first, second] = [aKeyOn(0), aKeyOn(2)];
  const source = `redis.call("SET", KEYS[1], ARGV[1]) return redis.call("GET", KEYS[1]) -- ${first}`;
  const [crossing, ...fine] = await pipeline([
    ["MGET", first, second],
    ["EVAL", source, "1", first, "a"],
    ["EVAL", source, "1", second, "b"],
  ]);
  expect(crossing?.error).toContain("CROSSSLOT");
  expect(fine).toEqual([{ result: "a" }, { result: "b" }]);
});

test("a slot on its way to another master is followed: by ASK while it moves, by MOVED once it has", async () => {
  const [tag, from, to] = [aKeyOn(0), masters[0], masters[1]];
  const [stays, goes] = [`${tag}:stays`, `${tag}:goes`];
  const slot = slotOf(tag);
  await pipeline([stays, goes].map((key) => ["SET", key, key]));
  const idOf = async (node?: Redis) => String(await node?.call("CLUSTER", "MYID"));
  await to?.call("CLUSTER", "SETSLOT", slot, "IMPORTING", await idOf(from));
  await from?.call("CLUSTER", "SETSLOT", slot, "MIGRATING", await idOf(to));
  const move = (key: string) => from?.call("MIGRATE", "127.0.0.1", platform.redis[1]?.port ?? 0, key, 0, 5000);
  await move(goes);
  expect(await from?.get(goes).catch(({ message }: Error) => message)).toContain("ASK");
  const read = () => pipeline([stays, goes].map((key) => ["GET", key]));
  expect(await read()).toEqual([{ result: stays }, { result: goes }]);

  await move(stays);
  for (const node of [to, from]) await node?.call("CLUSTER", "SETSLOT", slot, "NODE", await idOf(to));
  expect(await from?.get(stays).catch(({ message }: Error) => message)).toContain("MOVED");
  expect(await read()).toEqual([{ result: stays }, { result: goes }]);
  const transaction = async () =>
    (
      await ask("/multi-exec", [
        ["APPEND", stays, "!"],
        ["STRLEN", stays],
      ])
    ).status;
  expect(await eventually(transaction, (status) => status === 200, 5000)).toBe(200);
});

test("with one master gone its commands fail by themselves and at once, and are served again when it is back", async () => {
  const keys = [0, 1, 2].map(aKeyOn);
  const set = () => pipeline(keys.map((key) => ["SET", key, "v"]));
  expect(await set()).toEqual([{ result: "OK" }, { result: "OK" }, { result: "OK" }]);
  const lost = platform.redis[1];
  await lost?.kill();
  const began = performance.now();
  expect(await set()).toEqual([{ result: "OK" }, { error: expect.stringContaining("CLUSTERDOWN") }, { result: "OK" }]);
  expect(performance.now() - began).toBeLessThan(1000);
  expect((await ask("/", ["GET", keys[1]])).status).toBe(503);
  expect(await ask("/", ["PING"])).toMatchObject({ status: 200, body: { result: "PONG" } });
  expect((await call(`${process.env.UPSTASH_REDIS_REST_URL}/_local/health`)).status).toBe(200);

  await lost?.start("empty");
  const back = await eventually(set, (answers) => answers.every(({ result }) => result === "OK"), 20_000);
  expect(back).toEqual([{ result: "OK" }, { result: "OK" }, { result: "OK" }]);
  expect(await rawRedis().get(keys[0] ?? "")).toBe("v");
});
