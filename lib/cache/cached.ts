import type { z } from "zod";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { inTime } from "@/lib/core/in-time";
import { log } from "@/lib/core/log";
import { redis } from "@/lib/redis/client";

type Source<Value> = {
  key: string;
  /** How long Redis keeps it, and how long this process does without asking Redis. */
  ttlMs: number;
  nearMs?: number;
  schema: z.ZodType<Value>;
  load: () => Promise<Value | undefined>;
};

const nearMax = 1000;
const near = new Map<string, { value: unknown; until: number }>();
const loading = new Map<string, Promise<unknown>>();

function remember(key: string, value: unknown, nearMs: number) {
  if (near.size >= nearMax) near.clear();
  near.set(key, { value, until: Date.now() + nearMs });
}

export const timely = <Answer>(call: Promise<Answer>) => inTime("the cache", call, durations.cacheTimeoutMs);

/** A document of an older release reads as absent. */
export function readKept<Value>(text: string | null | undefined, schema: z.ZodType<Value>): Value | undefined {
  try {
    return text ? schema.safeParse(JSON.parse(text)).data : undefined;
  } catch {
    return undefined;
  }
}

async function fetchValue<Value>(source: Source<Value>): Promise<Value | undefined> {
  const { key, ttlMs, schema } = source;
  let isAway = false;
  const kept = await timely(redis().get<string>(key)).catch((error: unknown) => {
    isAway = true;
    log.warn({ key, ...describeFailure(error) }, "the cache did not answer");
    return null;
  });
  const known = readKept(kept, schema);
  if (known !== undefined) return known;
  const value = await source.load();
  // A cache that did not answer is not waited for a second time.
  if (value === undefined || isAway) return value;
  await timely(redis().set(key, JSON.stringify(value), { px: ttlMs })).catch((error: unknown) =>
    log.warn({ key, ...describeFailure(error) }, "the cache took nothing"),
  );
  return value;
}

/**
 * Cache-aside: this process for a moment, then Redis, then the source, which many callers at once ask only once.
 * Without Redis the source answers. What is absent is not kept.
 */
export async function cached<Value>(source: Source<Value>): Promise<Value | undefined> {
  const { key, nearMs = 0 } = source;
  const known = near.get(key);
  if (known && known.until > Date.now()) return known.value as Value;
  const underway = loading.get(key) as Promise<Value | undefined> | undefined;
  if (underway) return underway;
  const asked = fetchValue(source).finally(() => loading.get(key) === asked && loading.delete(key));
  loading.set(key, asked);
  const value = await asked;
  if (value !== undefined && nearMs > 0) remember(key, value, nearMs);
  return value;
}

/** Whoever asks next gets the new value; another process at the latest after its `nearMs`. */
export async function forget(keys: string[]) {
  for (const key of keys) {
    near.delete(key);
    loading.delete(key);
  }
  // One by one, as they may lie on several nodes of a cluster; they leave together all the same.
  await Promise.all(keys.map((key) => redis().del(key))).catch((error: unknown) =>
    log.warn({ keys, ...describeFailure(error) }, "the cache forgot nothing"),
  );
}
