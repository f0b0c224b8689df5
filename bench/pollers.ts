import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "ioredis";
import { advance, type Progress, started } from "@/components/waiting-room/progress";
import type { StateDocument } from "@/lib/waiting-room/state-document";
import { startService } from "../local/stack/start-service";
import type { Stack } from "../local/stack/start-stack";
import { nextFreePorts } from "../local/supervisor/ports";
import { atMost, figure, type Report } from "./report";
import { aSale, type Sale } from "./sale";
import { type Bench, withRedis } from "./stage";

const few = 1_000;
/** `POLLERS=50000` asks what the design promises; it takes a machine that can poll that much. */
const many = Number(process.env.POLLERS ?? 10_000);
const roundsCount = 5;
const windowMs = 10_000;
const sampledMax = 500;
const answerMs = 10_000;
const settleMs = 3_000;

/**
 * P9: what polling costs Redis, from a thousand who wait to many, through the CDN's stand-in. Each asks as seldom as the
 * room wants of those far from their turn; 500 of them check that their place never grows.
 */
export const pollers: Bench = async ({ stack: open, supervisor, say }) => {
  const stack = await open();
  const sale = await aSale(stack.file, 100_000);
  await openRoom(stack, sale);
  const { app } = stack.file.services;
  const [port = 0] = await nextFreePorts(app.port, 1, new Set());
  await startService(supervisor, "cdn", port, { CDN_ORIGINS: `http://127.0.0.1:${app.port}` });
  const url = `http://127.0.0.1:${port}/api/v1/events/${sale.slug}/queue/state`;
  await sleep(settleMs);

  const commands: Record<number, number[]> = { [few]: [], [many]: [] };
  let grown = 0;
  for (let round = 0; round < roundsCount; round += 1) {
    for (const count of [few, many]) {
      say(`round ${round + 1} of ${roundsCount}: ${count} pollers for ${windowMs / 1000} s`);
      const measured = await withRedis(stack, (redis) => poll(redis, url, count));
      commands[count]?.push(measured.scripts);
      grown += measured.grown;
      say(`${measured.answered} answers, ${measured.failed} failed, ${measured.scripts} scripts in Redis`);
    }
  }
  return reportOf(commands[few] ?? [], commands[many] ?? [], grown);
};

async function openRoom({ file }: Stack, { eventId }: Sale) {
  const answer = await fetch(`${file.services.app.url}/api/v1/organizer/events/${eventId}/waiting-room`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${file.organizerApiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ mode: "line" }),
    signal: AbortSignal.timeout(answerMs),
  });
  if (!answer.ok) throw new Error(`the room answered ${answer.status}: ${await answer.text()}`);
}

/** Every script any process ran: there is no other traffic. */
async function scriptsRun(redis: Redis): Promise<number> {
  const info = await redis.info("commandstats");
  return [...info.matchAll(/cmdstat_evalsha\S*:calls=(\d+)/g)].reduce((sum, [, calls]) => sum + Number(calls), 0);
}

async function poll(redis: Redis, url: string, count: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const first = await read(url, agent);
  const everyMs = first.poll.ceilMs;
  const seen: Progress[] = Array.from({ length: Math.min(sampledMax, count) }, () => started);
  const totals = { answered: 0, failed: 0, grown: 0 };
  const before = await scriptsRun(redis);
  const asked: Promise<void>[] = [];

  async function one(index: number, dueMs: number) {
    await sleep(dueMs);
    try {
      const state = await read(url, agent);
      totals.answered += 1;
      const known = seen[index];
      if (!known) return;
      const next = advance(known, state, 1_000 + index, Date.now());
      if ((next.least ?? 0) > (known.least ?? Number.POSITIVE_INFINITY)) totals.grown += 1;
      seen[index] = next;
    } catch {
      totals.failed += 1;
    }
  }
  // Each asks once in `everyMs`, wherever in it; those whose moment lies in the window are seen.
  for (let index = 0; index < count; index += 1) {
    for (let dueMs = Math.random() * everyMs; dueMs < windowMs; dueMs += everyMs) asked.push(one(index, dueMs));
  }
  await Promise.all([...asked, sleep(windowMs)]);
  agent.destroy();
  return { ...totals, scripts: (await scriptsRun(redis)) - before };
}

const read = (url: string, agent: Agent) =>
  new Promise<StateDocument>((resolve, reject) => {
    const request = get(url, { agent, timeout: answerMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode !== 200) return reject(new Error(String(response.statusCode)));
        resolve(JSON.parse(Buffer.concat(chunks).toString()));
      });
    });
    request.once("timeout", () => request.destroy(new Error("late")));
    request.once("error", reject);
  });

function reportOf(little: number[], much: number[], grown: number): Report {
  const ratios = much.map((value, round) => value / Math.max(1, little[round] ?? 1));
  return {
    figures: [
      figure(`scripts in Redis, ${few} pollers`, `in ${windowMs / 1000} s`, little),
      figure(`scripts in Redis, ${many} pollers`, `in ${windowMs / 1000} s`, much),
    ],
    budgets: [
      atMost("P9", `Redis commands, ${many} pollers to ${few}`, ratios, 1.1),
      atMost("P9", "places that grew, of those sampled", [grown], 0),
    ],
    notes: [],
  };
}
