import type { z } from "zod";
import { describeFailure } from "@/lib/core/failure";
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

async function fromRedis<Value>({ key, schema }: Source<Value>): Promise<Value | undefined> {
  try {
    const text = await redis().get<string>(key);
    // A document of an older release reads as absent.
    const parsed = text ? schema.safeParse(JSON.parse(text)) : undefined;
    return parsed?.success ? parsed.data : undefined;
  } catch (error) {
    log.warn({ key, ...describeFailure(error) }, "the cache did not answer");
    return undefined;
  }
}

async function fetchValue<Value>(source: Source<Value>): Promise<Value | undefined> {
  const kept = await fromRedis(source);
  if (kept !== undefined) return kept;
  const value = await source.load();
  if (value === undefined) return undefined;
  await redis()
    .set(source.key, JSON.stringify(value), { px: source.ttlMs })
    .catch((error: unknown) => log.warn({ key: source.key, ...describeFailure(error) }, "the cache took nothing"));
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
  await redis()
    .del(...keys)
    .catch((error: unknown) => log.warn({ keys, ...describeFailure(error) }, "the cache forgot nothing"));
}
