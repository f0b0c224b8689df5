import { Redis, type Requester } from "@upstash/redis";
import { durations } from "@/lib/core/durations";
import { env } from "@/lib/core/env";
import { poster } from "./post";
import { requester } from "./requester";

class Client extends Redis {
  constructor(by: Requester) {
    super(by);
    // Keep unit "12" a string: the library would otherwise parse replies as JSON.
    this.opts = { automaticDeserialization: false };
  }
}

type Address = { url: string; token: string };

/** Upstash's client over our own requester. Replies come as UTF-8, not in base64: nothing we keep is anything else. */
export function redisAt({ url, token }: Address): Redis {
  const timeoutMs = durations.redisTimeoutMs;
  return new Client(requester(poster({ url, token, timeoutMs }), timeoutMs));
}

let client: Redis | undefined;

/** The one Redis of this process. It throws an OutageError when Redis does not answer in time. */
export function redis(): Redis {
  client ??= redisAt({ url: env().UPSTASH_REDIS_REST_URL, token: env().UPSTASH_REDIS_REST_TOKEN });
  return client;
}
