import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import type { Stack } from "../local/stack/start-stack";
import { freshDigits } from "./redis-benchmark";
import { type MintToken, reserveOnce } from "./reserve-request";
import type { Sale } from "./sale";

const answeredMs = 5_000;

/** What the app sends to Redis for one reserve, written so that each time it is another hold of another fan. */
export async function reserveCommand(stack: Stack, redis: Redis, sale: Sale, mint: MintToken): Promise<string[]> {
  // The app learns what it sells by its first question.
  await reserveOnce(stack, sale, mint);
  return ofAnybody(await commandOf(stack, redis, sale, mint));
}

async function commandOf(stack: Stack, redis: Redis, sale: Sale, mint: MintToken): Promise<string[]> {
  const watcher = await redis.monitor();
  try {
    const seen = new Promise<string[]>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("The app sent no script for the sale.")), answeredMs);
      watcher.on("monitor", (_time: string, words: string[]) => {
        if (!/^evalsha$/i.test(words[0] ?? "") || words[3] !== `inv:{${sale.eventId}}:sale`) return;
        clearTimeout(late);
        resolve(words);
      });
    });
    await reserveOnce(stack, sale, mint);
    return await seen;
  } finally {
    watcher.disconnect();
  }
}

/** A hold is named by 22 characters of its own, then its owner's. */
function ofAnybody(command: string[]): string[] {
  const member = command.find((word) => /^[A-Za-z0-9_-]{33}$/.test(word));
  if (!member) throw new Error(`No hold is named in ${command.join(" ")}`);
  const own = randomBytes(5).toString("hex") + freshDigits;
  return command.map((word) => (word === member ? own + freshDigits : word));
}
