import type { Redis } from "ioredis";
import type { Stack } from "../local/stack/start-stack";
import { cpuMicros } from "./cpu";
import { flood } from "./redis-benchmark";
import { atLeast, figure, type Report } from "./report";
import { minting } from "./reserve-request";
import { interleave } from "./rounds";
import { aSale, type Sale } from "./sale";
import { reserveCommand } from "./script-commands";
import { type Bench, roundsMin, withRedis } from "./stage";

const capacity = 1_000_000;
const requests = 20_000;
const clients = 50;
const stock = "bench:stock";

type Target = { name: string; pipeline: number; command: string[] };

/**
 * P1: the reserve script alone, on Redis itself, with the very command the app sends, a new fan each time; beside DECRBY,
 * which is all a careless shop would do, and beside DECRBY inside a script.
 */
export const reserveScript: Bench = async ({ stack: open, say }) => {
  const stack = await open();
  const mint = await minting(stack.environment);
  return withRedis(stack, async (redis) => {
    const sale = await aSale(stack.file, capacity);
    const gone = await aSale(stack.file, 1);
    const granted = await reserveCommand(stack, redis, sale, mint);
    const refused = await reserveCommand(stack, redis, gone, mint);
    const sha = String(await redis.script("LOAD", 'return redis.call("DECRBY", KEYS[1], ARGV[1])'));
    const before = await heldIn(redis, sale);
    const targets: Target[] = [
      { name: "DECRBY, pipeline 1", pipeline: 1, command: ["DECRBY", stock, "1"] },
      { name: "granted, pipeline 1", pipeline: 1, command: granted },
      { name: "sold out, pipeline 1", pipeline: 1, command: refused },
      { name: "EVALSHA {DECRBY}, pipeline 16", pipeline: 16, command: ["EVALSHA", sha, "1", stock, "1"] },
      { name: "granted, pipeline 16", pipeline: 16, command: granted },
      { name: "sold out, pipeline 16", pipeline: 16, command: refused },
    ];
    say(`${roundsMin} rounds of ${requests} each, ${clients} clients`);
    const report = await measure(stack, targets);
    const held = (await heldIn(redis, sale)) - before;
    const wanted = 2 * roundsMin * requests;
    // Two fans in a million draw the same name and meet the limits of one.
    if (held > wanted || held < wanted * 0.999) throw new Error(`${wanted} were asked for, and ${held} are held.`);
    report.notes.push(
      `${held} of ${wanted} holds were granted; the sold-out sale still holds ${await heldIn(redis, gone)}`,
    );
    return report;
  });
};

async function measure({ file }: Stack, targets: Target[]): Promise<Report> {
  const { pid } = file.services.redis;
  const contenders = targets.map(({ name, pipeline, command }) => ({
    name,
    measure: async () => {
      const before = pid ? cpuMicros(pid) : 0;
      const perSecond = await flood({ redisUrl: file.redisUrl, clients, pipeline, requests, command });
      return { perSecond, micros: ((pid ? cpuMicros(pid) : 0) - before) / requests };
    },
  }));
  const rounds = await interleave(roundsMin, contenders);
  const rate = (name: string) => rounds(name).map(({ perSecond }) => perSecond);
  const figures = targets.flatMap(({ name }) => [
    figure(name, "a second", rate(name)),
    figure(
      "  CPU of Redis",
      "us a command",
      rounds(name).map(({ micros }) => micros),
    ),
  ]);
  const decrby = rate("EVALSHA {DECRBY}, pipeline 16");
  const budgets = [
    atLeast("P1", "granted to DECRBY, pipeline 1", rate("granted, pipeline 1"), rate("DECRBY, pipeline 1"), 0.5),
    atLeast("P1", "granted to EVALSHA {DECRBY}, pipeline 16", rate("granted, pipeline 16"), decrby, 0.2),
    atLeast("P1", "sold out to EVALSHA {DECRBY}, pipeline 16", rate("sold out, pipeline 16"), decrby, 0.4),
  ];
  return { figures, budgets, notes: [] };
}

const heldIn = async (redis: Redis, { eventId }: Sale) => Number(await redis.hget(`inv:{${eventId}}:sale`, "holds"));
