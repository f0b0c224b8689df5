import { sql } from "drizzle-orm";
import { z } from "zod";
import { primary } from "@/db/client";
import { durations } from "@/lib/core/durations";
import { env } from "@/lib/core/env";
import { describeFailure } from "@/lib/core/failure";
import { inTime } from "@/lib/core/in-time";
import { log } from "@/lib/core/log";
import { redis } from "@/lib/redis/client";

const checks = {
  postgres: () => primary().execute(sql`select 1`),
  redis: () => redis().ping(),
  queue: askQueue,
};
const state = z.enum(["ok", "down"]);
export const checksView = z.object({ postgres: state, redis: state, queue: state });
export type Checks = z.output<typeof checksView>;

async function askQueue() {
  const response = await fetch(new URL("/v2/keys", env().QSTASH_URL), {
    headers: { Authorization: `Bearer ${env().QSTASH_TOKEN}` },
    signal: AbortSignal.timeout(durations.readyTimeoutMs),
  });
  if (!response.ok) throw new Error(`the queue answered ${response.status}`);
}

async function check(name: keyof typeof checks): Promise<"ok" | "down"> {
  try {
    await inTime(name, Promise.resolve(checks[name]()), durations.readyTimeoutMs);
    return "ok";
  } catch (error) {
    log.warn({ check: name, ...describeFailure(error) }, "a dependency is down");
    return "down";
  }
}

/** Asks everything a sale depends on, at once, each for a second at most. */
export async function ready(): Promise<Checks> {
  const [postgres, redis, queue] = await Promise.all([check("postgres"), check("redis"), check("queue")]);
  return { postgres, redis, queue };
}
