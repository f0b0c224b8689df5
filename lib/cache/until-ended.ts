import type { z } from "zod";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { redis } from "@/lib/redis/client";
import { readKept, timely } from "./cached";

type Source<Value> = {
  key: string;
  ttlMs: number;
  schema: z.ZodType<Value>;
  load: () => Promise<Value | undefined>;
};

const ended = "ended";

/**
 * Cache-aside in Redis alone, for what may end at any moment: every call asks Redis, so an end binds on the next call of
 * every process. What was ended stays so: a reading from before that arrives late finds its place taken.
 * Without Redis the source answers. What is absent is not kept.
 */
export async function untilEnded<Value>({ key, ttlMs, schema, load }: Source<Value>): Promise<Value | undefined> {
  const note = (error: unknown) => {
    log.warn({ key, ...describeFailure(error) }, "the cache did not answer");
    return undefined;
  };
  const text = await timely(redis().get<string>(key)).catch(note);
  if (text === ended) return undefined;
  const kept = readKept(text, schema);
  if (kept !== undefined) return kept;
  const value = await load();
  if (value !== undefined && text !== undefined) {
    await timely(redis().set(key, JSON.stringify(value), { px: ttlMs, nx: true })).catch(note);
  }
  return value;
}

/** Nobody is told of these any more. The source must lose them too, within `ttlMs`. Throws when Redis does not take it. */
export const end = (keys: string[], ttlMs: number) =>
  Promise.all(keys.map((key) => redis().set(key, ended, { px: ttlMs })));
