import type { Redis } from "ioredis";

/** Every script any process has run. */
export async function scriptsRun(redis: Redis): Promise<number> {
  const info = await redis.info("commandstats");
  return [...info.matchAll(/cmdstat_evalsha\S*:calls=(\d+)/g)].reduce((sum, [, calls]) => sum + Number(calls), 0);
}
