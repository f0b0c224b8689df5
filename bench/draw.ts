import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { keysOf } from "@/lib/waiting-room/keys";
import { atMost, figure, type Report } from "./report";
import { asTheApp } from "./reserve-request";
import { fill } from "./room";
import { aSale } from "./sale";
import { type Bench, roundsMin, withRedis } from "./stage";

/** How many register, and how often: it takes longer to make a million of them than to draw them. */
const sizes = [
  { count: 100_000, roundsCount: roundsMin },
  { count: 1_000_000, roundsCount: 1 },
];
const names = [
  "read and hashed",
  "the tree",
  "the closing: both, and stored",
  "  its CPU, without the stores",
  "the opening: one write",
] as const;
type Took = Record<(typeof names)[number], number>;

/** A lobby of so many, whose time has come. */
async function register(redis: Redis, eventId: string, count: number) {
  await fill(redis, eventId, count);
  const opens = Date.now() - 1000;
  const [ctl = ""] = keysOf(eventId);
  await redis.hset(ctl, { phase: "lobby", mode: "draw", opens, serving: 0, epoch: 1, version: 1 });
}

async function draw(redis: Redis, eventId: string, count: number): Promise<Took> {
  const { announceDraw } = await import("@/lib/waiting-room/draw/announce");
  const { openDraw } = await import("@/lib/waiting-room/draw/open");
  const { closeDraw } = await import("@/lib/waiting-room/draw/close");
  const { leavesOf, levelsOf, rootOf } = await import("@/lib/waiting-room/draw/merkle");
  const { readContents } = await import("@/lib/waiting-room/draw/tree");
  const announced = await announceDraw(eventId, new Date(Date.now() - 1000));
  await register(redis, eventId, count);
  const took: Partial<Took> = {};
  const timed = async <Value>(name: keyof Took, work: () => Value | Promise<Value>): Promise<Value> => {
    const began = performance.now();
    const value = await work();
    took[name] = (performance.now() - began) / 1000;
    return value;
  };
  // Apart first, to know where the time goes; then all of it once more, as it is done.
  const leaves = await timed("read and hashed", () => readContents(eventId, announced.saltKey, count));
  const root = await timed("the tree", () => rootOf(levelsOf(leavesOf(leaves))).toString("hex"));
  const cpu = process.cpuUsage();
  const closed = await timed("the closing: both, and stored", () => closeDraw(announced));
  const { user, system } = process.cpuUsage(cpu);
  took["  its CPU, without the stores"] = (user + system) / 1_000_000;
  if (closed?.root !== root) throw new Error("the closing is another one");
  const seed = randomBytes(32).toString("hex");
  await timed("the opening: one write", () => openDraw({ ...closed, seed }));
  const known = await redis.hmget(keysOf(eventId)[0] ?? "", "phase", "seed", "count");
  if (known.join() !== `line,${seed},${count}`) throw new Error(`nobody was drawn: ${known}`);
  await redis.unlink(...keysOf(eventId));
  return took as Took;
}

/** What a draw costs from its closing to everybody's place, by its steps: the last is all that waits for the beacon. */
export const drawing: Bench = async ({ stack: open, say }) => {
  const stack = await open();
  asTheApp(stack.environment);
  return withRedis(stack, async (redis) => {
    const report: Report = { figures: [], budgets: [], notes: [] };
    for (const { count, roundsCount } of sizes) {
      const rounds: Took[] = [];
      for (let round = 1; round <= roundsCount; round += 1) {
        say(`${count} registered, round ${round} of ${roundsCount}`);
        const { eventId } = await aSale(stack.file, 100);
        rounds.push(await draw(redis, eventId, count));
      }
      for (const name of names) {
        report.figures.push(
          figure(
            `${count} drawn: ${name}`,
            "s",
            rounds.map((took) => took[name]),
          ),
        );
      }
      if (roundsCount < roundsMin) continue;
      report.budgets.push(
        atMost(
          "--",
          `${count} drawn: the closing and the opening, s`,
          rounds.map((took) => took["the closing: both, and stored"] + took["the opening: one write"]),
          1,
        ),
      );
    }
    return report;
  });
};
