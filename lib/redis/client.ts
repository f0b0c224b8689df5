import { Redis } from "@upstash/redis";
import { durations } from "@/lib/core/durations";
import { env } from "@/lib/core/env";

let client: Redis | undefined;

/** The one Redis of this process. It throws when Redis does not answer in time. */
export function redis(): Redis {
  client ??= new Redis({
    url: env().UPSTASH_REDIS_REST_URL,
    token: env().UPSTASH_REDIS_REST_TOKEN,
    // Keep unit "12" a string: the client would otherwise parse replies as JSON.
    automaticDeserialization: false,
    // A retry may repeat a write that already happened, so every script is safe to repeat.
    retry: { retries: 1, backoff: (attempt) => 25 * 2 ** attempt },
    signal: () => AbortSignal.timeout(durations.redisTimeoutMs),
    enableTelemetry: false,
  });
  return client;
}
