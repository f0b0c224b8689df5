import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Redis } from "ioredis";
import { keysOf } from "@/lib/waiting-room/keys";
import { sources } from "@/lib/waiting-room/sources";
import { atMost, figure, type Report } from "./report";
import { somebody as person } from "./room";
import { interleave } from "./rounds";
import { type Bench, roundsMin, withRedis } from "./stage";

const people = 1_000_000;
const together = 500;
const callsEach = 2_000;
const clock = readFileSync(new URL("../lib/redis/clock.lua", import.meta.url), "utf8");
/** How far the room has gone, as far as this caller knows: see scripts/room.lua. */
const nothingKnown = [1, 0, 0, 0];
const sessionMs = 210_000;
const sessionMostMs = 930_000;

type Word = string | number;
type Call = (name: string, args: Word[]) => [sha: string, count: number, ...rest: Word[]];
/** Of one script inside Redis, in us. */
type Times = { p50: number; p99: number };

/** From a network that is not counted. */
const joining = (name: string): Word[] => [name, "", "", 0, "", "", 0, "", 0];

async function loaded(redis: Redis, keys: string[]): Promise<Call> {
  const shas = new Map<string, string>();
  for (const [name, parts] of Object.entries({ ...sources, floor: ["return { ARGV[1] }"] })) {
    const source = [clock, ...parts].join("\n");
    await redis.script("LOAD", source);
    shas.set(name, createHash("sha1").update(source).digest("hex"));
  }
  return (name, args) => [shas.get(name) ?? "", keys.length, ...keys, ...nothingKnown, ...args];
}

async function run(redis: Redis, calls: [string, number, ...Word[]][]): Promise<string[]> {
  const words: string[] = [];
  for (let from = 0; from < calls.length; from += together) {
    const pipeline = redis.pipeline();
    for (const call of calls.slice(from, from + together)) pipeline.evalsha(...call);
    for (const [error, reply] of (await pipeline.exec()) ?? []) {
      if (error) throw error;
      words.push(Array.isArray(reply) ? String(reply[0]) : String(reply));
    }
  }
  return words;
}

/** How long Redis says these took it. It keeps the last of each kind apart from the network and from us. */
async function timesOf(redis: Redis, calls: [string, number, ...Word[]][], word: string): Promise<Times> {
  await redis.config("RESETSTAT");
  const words = await run(redis, calls);
  const other = words.find((said) => said !== word);
  if (other !== undefined) throw new Error(`a script said "${other}" where it was to say "${word}"`);
  const stats = /latency_percentiles_usec_evalsha:p50=([\d.]+),p99=([\d.]+)/.exec(await redis.info("latencystats"));
  return { p50: Number(stats?.[1]), p99: Number(stats?.[2]) };
}

/**
 * A million people in one room: what each costs in bytes, and what joining, claiming and calling take Redis then, by its
 * own clock, beside a script that does nothing with the same keys.
 */
export const waitingRoom: Bench = async ({ stack, say }) =>
  withRedis(await stack(), async (redis) => {
    const keys = keysOf(randomUUID());
    const [ctl = "", q = ""] = keys;
    const call = await loaded(redis, keys);
    const steer = (fields: object) => redis.hset(ctl, fields);
    const timing = { lead: 8000, window: 20_000, tokens: 0, filled: Date.now() };
    await steer({ phase: "line", rate: 1, burst: 1, most: 1, epoch: 1, version: 1, issued: 0, serving: 0, ...timing });
    const names: string[] = [];
    const before = await memory(redis);
    const began = performance.now();
    for (let from = 0; from < people; from += 50 * together) {
      const some = Array.from({ length: 50 * together }, person);
      names.push(...some);
      await run(
        redis,
        some.map((name) => call("join", joining(name))),
      );
    }
    const seconds = (performance.now() - began) / 1000;
    const bytes = ((await memory(redis)) - before) / people;
    const listed = Number(await redis.memory("USAGE", q, "SAMPLES", 0)) / people;
    if ((await redis.zcard(q)) !== people) throw new Error("somebody is missing");
    say(`${people} joined in ${seconds.toFixed(0)} s; ${bytes.toFixed(0)} bytes each`);

    let next = 0;
    const some = (count: number) => Array.from({ length: count }, () => ({ name: names[next] ?? "", place: ++next }));
    const claims = (from: { name: string; place: number }[]) =>
      from.map(({ name, place }) => call("claim", [name, place, place, sessionMs, sessionMostMs]));
    const contenders = {
      floor: () =>
        timesOf(
          redis,
          Array.from({ length: callsEach }, () => call("floor", joining(person()))),
          "1",
        ),
      "join, somebody new": () =>
        timesOf(
          redis,
          Array.from({ length: callsEach }, () => call("join", joining(person()))),
          "joined",
        ),
      "join, the same again": () =>
        timesOf(
          redis,
          names.slice(-callsEach).map((name) => call("join", joining(name))),
          "joined",
        ),
      "claim, not called yet": async () => {
        await steer({ serving: 0 });
        return timesOf(
          redis,
          claims(names.slice(-callsEach).map((name, at) => ({ name, place: people - callsEach + at + 1 }))),
          "not_yet",
        );
      },
      "claim, told to wait": async () => {
        await steer({ serving: people, rate: 0.001, burst: 1, tokens: 0, filled: Date.now(), most: people });
        return timesOf(redis, claims(some(callsEach)), "wait");
      },
      "claim, let in": async () => {
        await steer({ serving: people, rate: people, burst: people, tokens: people, filled: Date.now(), most: people });
        await redis.del(keys[4] ?? "", keys[5] ?? "");
        return timesOf(redis, claims(some(callsEach)), "admitted");
      },
      tick: async () => {
        await steer({ serving: 100_000, rate: 1000, most: people });
        return timesOf(
          redis,
          Array.from({ length: callsEach }, () => call("tick", [100_000])),
          "called",
        );
      },
    };
    say(`${roundsMin} rounds of ${callsEach} calls each`);
    const rounds = await interleave(
      roundsMin,
      Object.entries(contenders).map(([name, measure]) => ({ name, measure })),
    );
    await redis.unlink(...keys);
    return reportOf(Object.keys(contenders), rounds, { bytes, listed, perSecond: people / seconds });
  });

const memory = async (redis: Redis) => Number(/used_memory:(\d+)/.exec(await redis.info("memory"))?.[1]);

type Costs = { bytes: number; listed: number; perSecond: number };

function reportOf(names: string[], rounds: (name: string) => Times[], { bytes, listed, perSecond }: Costs): Report {
  return {
    figures: [
      figure("bytes a person, all keys", "bytes", [bytes]),
      figure("  of them in the list", "bytes", [listed]),
      figure("joining, 500 to a pipeline", "a second", [perSecond]),
      ...names.flatMap((name) => [
        figure(
          `${name}, p50`,
          "us",
          rounds(name).map(({ p50 }) => p50),
        ),
        figure(
          `${name}, p99`,
          "us",
          rounds(name).map(({ p99 }) => p99),
        ),
      ]),
    ],
    budgets: [atMost("P9", "bytes a waiting person", [bytes], 130)],
    notes: [],
  };
}
