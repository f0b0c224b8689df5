import { randomUUID } from "node:crypto";
import { Redis } from "@upstash/redis";
import { redisAt } from "@/lib/redis/client";

const { UPSTASH_CONTRACT_URL, UPSTASH_CONTRACT_TOKEN, UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN } = process.env;

/** True when the suite runs against a real account. */
export const isVendor = Boolean(UPSTASH_CONTRACT_URL);

export const url = UPSTASH_CONTRACT_URL ?? UPSTASH_REDIS_REST_URL ?? "";
export const token = (isVendor ? UPSTASH_CONTRACT_TOKEN : UPSTASH_REDIS_REST_TOKEN) ?? "";
if (!url || !token) throw new Error("set UPSTASH_REDIS_REST_URL and _TOKEN, or UPSTASH_CONTRACT_URL and _TOKEN");

const options = { url, token, enableTelemetry: false, retry: false } as const;

/** The library alone, its replies left the strings they are. */
export const redis = new Redis({ ...options, automaticDeserialization: false });

/** Whatever is promised to one is promised to the other: the product brings a requester of its own. */
export const clients: [name: string, client: Redis][] = [
  ["the library", redis],
  ["the product's client", redisAt({ url, token })],
];

/** The library's defaults: replies are read as JSON where they are JSON. */
export const reading = new Redis(options);

export const stranger = new Redis({ ...options, token: "not-the-token" });

/** Fresh for each use, and gone by itself on an account that stays. */
export const aKey = () => `contract:{${randomUUID()}}`;

type Request = { method?: string; body?: string | Buffer; headers?: Record<string, string> };

/** What the SDK never sends: the bare wire. */
export async function call(path: string, { method = "POST", body, headers }: Request = {}) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : new Uint8Array(body) }),
  });
  return { status: response.status, text: await response.text() };
}

export const json = (value: unknown) => ({ body: JSON.stringify(value) });
