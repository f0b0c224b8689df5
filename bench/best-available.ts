import { randomBytes } from "node:crypto";
import type { ChainableCommander, Redis } from "ioredis";
import { atMost, figure, type Report } from "./report";
import { minting } from "./reserve-request";
import { ratioOf } from "./rounds";
import { aHouse, aSale } from "./sale";
import { reserveCommand } from "./script-commands";
import { type Bench, roundsMin, withRedis } from "./stage";

const together = 4;
const batch = 64;
const floorCalls = 5_000;
const returned = 0.2;
/** Asked on after the last seats went, so that a full house is measured too. */
const refusalsMin = 600;
const slowMicros = 10_000;

type Told = { mean: number; p50: number; p999: number; max: number };
type Round = Told & { callsEach: number; held: number; refused: number; slow: number; floor: number };

/**
 * P2: four seats side by side in a house of 20,000, from empty to full, a fifth of the holds given back on the way; by
 * Redis's own statistics of the very command the app sends, beside DECRBY inside a script.
 */
export const bestAvailable: Bench = async ({ stack: open, say }) => {
  const stack = await open();
  const mint = await minting(stack.environment);
  return withRedis(stack, async (redis) => {
    await redis.config("SET", "slowlog-log-slower-than", slowMicros);
    await redis.config("SET", "latency-tracking-info-percentiles", "50 99.9 100");
    const rounds: Round[] = [];
    for (let n = 0; n < roundsMin; n += 1) {
      const house = await aHouse(stack.file);
      const command = await reserveCommand(stack, redis, { ...house, together }, mint);
      rounds.push(await fill(redis, command, await release()));
      say(`round ${n + 1}: ${rounds.at(-1)?.held} held, ${rounds.at(-1)?.refused} refused`);
    }
    const general = await reserveCommand(stack, redis, await aSale(stack.file, 1_000_000), mint);
    return reportOf(rounds, await alone(redis, general));
  });
};

/** The text of the script that gives a hold back, as the product joins it. */
async function release(): Promise<string> {
  const { aboutHolds, aboutReleases } = await import("@/lib/inventory/fragments");
  const parts = await Promise.all(
    ["redis/clock", "inventory/scripts/sale", "inventory/scripts/release"].map((path) => import(`../lib/${path}.lua`)),
  );
  const [clock, sale, ends] = parts.map(({ default: text }) => String(text));
  return [clock, sale, ...aboutHolds, ...aboutReleases, ends].join("\n");
}

const memberShape = /^[A-Za-z0-9_-]*__rand_int__[A-Za-z0-9_-]*$/;
const aMember = () => randomBytes(32).toString("base64url").slice(0, 33);

/** The same each time. */
const randomly = (seed: number) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

async function fill(redis: Redis, command: string[], releaseText: string): Promise<Round> {
  const random = randomly(7);
  const holds: string[] = [];
  const round = { callsEach: 0, held: 0, refused: 0, slow: 0 };
  // EVALSHA is what is measured: what is given back goes by EVAL, which Redis counts apart.
  const [, , keyCount = "0"] = command;
  const keys = command.slice(3, 3 + Number(keyCount));
  const shared = command.slice(3 + keys.length, 6 + keys.length);
  const back = (member: string) => [releaseText, keyCount, ...keys, ...shared, member, "", "300000"];
  await redis.config("RESETSTAT");
  await redis.slowlog("RESET");
  let calls = 0;
  for (let refusals = 0; refusals < refusalsMin; ) {
    const members = Array.from({ length: batch }, aMember);
    const before = await innerCalls(redis);
    const replies = await sent(redis, (pipeline) => {
      for (const member of members)
        pipeline.call("EVALSHA", ...command.slice(1).map((word) => (memberShape.test(word) ? member : word)));
    });
    calls += (await innerCalls(redis)) - before;
    const returns: string[] = [];
    for (const [index, reply] of replies.entries()) {
      const word = Array.isArray(reply) ? String(reply[0]) : "";
      if (word !== "held" && word !== "sold_out") throw new Error(`A reserve was answered ${word}`);
      if (word === "held") holds.push(members[index] ?? "");
      round[word === "held" ? "held" : "refused"] += 1;
      refusals = word === "held" ? refusals : refusals + 1;
      if (random() >= returned || holds.length === 0 || refusals > 0) continue;
      returns.push(...holds.splice(Math.floor(random() * holds.length), 1));
    }
    await sent(redis, (pipeline) => {
      for (const member of returns) pipeline.call("EVAL", ...back(member));
    });
  }
  const told = await toldOf(redis);
  const slow = await slowOf(redis);
  return {
    ...round,
    ...told,
    slow,
    callsEach: calls / (round.held + round.refused),
    floor: (await floorOf(redis)).p50,
  };
}

async function sent(redis: Redis, fillIt: (pipeline: ChainableCommander) => void): Promise<unknown[]> {
  const pipeline = redis.pipeline();
  fillIt(pipeline);
  const replies = (await pipeline.exec()) ?? [];
  return replies.map(([problem, reply]) => {
    if (problem) throw problem;
    return reply;
  });
}

/** Commands that scripts called: all but those that a client sends here. */
async function innerCalls(redis: Redis): Promise<number> {
  const lines = [...(await redis.info("commandstats")).matchAll(/cmdstat_([a-z|]+):calls=(\d+)/g)];
  const sentBy = /^(eval|evalsha|info|config|slowlog|script)/;
  return lines.reduce((sum, [, name = "", calls]) => (sentBy.test(name) ? sum : sum + Number(calls)), 0);
}

async function toldOf(redis: Redis): Promise<Told> {
  const stats = await redis.info("commandstats");
  const latency = await redis.info("latencystats");
  const [, p50, p999, max] =
    /latency_percentiles_usec_evalsha:p50=([\d.]+),p99.9=([\d.]+),p100=([\d.]+)/.exec(latency) ?? [];
  const mean = /cmdstat_evalsha:calls=\d+,usec=\d+,usec_per_call=([\d.]+)/.exec(stats)?.[1];
  return { mean: Number(mean), p50: Number(p50), p999: Number(p999), max: Number(max) };
}

async function slowOf(redis: Redis): Promise<number> {
  const entries = (await redis.slowlog("GET", 128)) as [number, number, number, string[]][];
  return entries.filter(([, , , words]) => /^evalsha$/i.test(words[0] ?? "")).length;
}

async function floorOf(redis: Redis): Promise<Told> {
  const sha = String(await redis.script("LOAD", 'return redis.call("DECRBY", KEYS[1], ARGV[1])'));
  return alone(redis, ["EVALSHA", sha, "1", "bench:stock", "1"]);
}

/** One command, over and over. */
async function alone(redis: Redis, command: string[]): Promise<Told> {
  await redis.config("RESETSTAT");
  for (let n = 0; n < floorCalls; n += batch)
    await sent(redis, (pipeline) => {
      for (let each = 0; each < batch; each += 1) {
        const member = aMember();
        pipeline.call("EVALSHA", ...command.slice(1).map((word) => (memberShape.test(word) ? member : word)));
      }
    });
  return toldOf(redis);
}

function reportOf(rounds: Round[], general: Told): Report {
  const all = (name: keyof Round) => rounds.map((round) => round[name]);
  const ratio = ratioOf(all("p50"), all("floor"));
  return {
    figures: [
      figure("best available, mean", "us", all("mean")),
      figure("  p50", "us", all("p50")),
      figure("  p99.9", "us", all("p999")),
      figure("  longest", "us", all("max")),
      figure("  calls inside Redis", "a reserve", all("callsEach")),
      figure("floor: EVALSHA {DECRBY}, p50", "us", all("floor")),
      figure("general admission, mean", "us", [general.mean]),
      figure("  p50", "us", [general.p50]),
    ],
    budgets: [
      atMost("P2", "mean, microseconds", all("mean"), 50),
      atMost("P2", "p99.9, microseconds", all("p999"), 200),
      atMost("P2", "slow log at 10 ms, entries", all("slow"), 0),
    ],
    notes: [
      `p50 to the floor: ${ratio.median.toFixed(1)} (${ratio.min.toFixed(1)} to ${ratio.max.toFixed(1)})`,
      `${rounds.map(({ held, refused }) => `${held} held, ${refused} refused`).join("; ")}`,
    ],
  };
}
