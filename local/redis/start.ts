import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import type { Part, PartSpec } from "../supervisor/part";
import type { Supervisor } from "../supervisor/supervisor";
import { findRedis } from "./find";

// After a crash it first replays its log of writes.
const readyMs = 60_000;

/** One Redis of ours, and how it is started again by whoever may end it. */
export type RedisServer = { url: string; port: number; spec: PartSpec; part: Part };

export type RedisWish = {
  name: string;
  port: number;
  settings?: readonly string[];
  /** It may end without everything else. */
  isLent: boolean;
  say: (line: string) => void;
};

/** A real Redis on loopback that keeps what it is told; it loses at most a second when the machine does. */
export async function startRedis(
  supervisor: Supervisor,
  { name, port, settings = [], isLent, say }: RedisWish,
): Promise<RedisServer> {
  const { path, libraries } = await findRedis(say);
  const folder = join(supervisor.place.stateDir, name);
  mkdirSync(folder, { recursive: true });
  const spec: PartSpec = {
    name,
    command: [path, ...usual(port), ...settings],
    env: { ...process.env, ...(libraries && { LD_LIBRARY_PATH: libraries }) },
    // Its files go where it works, so a path with spaces needs no quoting.
    folder,
  };
  const part = isLent ? supervisor.lend(spec) : supervisor.start(spec);
  const url = localRedisUrl(port);
  await redisReady(supervisor, name, url);
  return { url, port, spec, part };
}

export const redisReady = (supervisor: Supervisor, name: string, url: string) =>
  supervisor.ready(name, () => answersPing(url), readyMs);

const localRedisUrl = (port: number) => `redis://127.0.0.1:${port}`;

const usual = (port: number) => [
  ...["--port", String(port), "--bind", "127.0.0.1", "--protected-mode", "yes", "--daemonize", "no"],
  ...["--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction"],
];

export async function answersPing(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 3_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.ping()) === "PONG";
  } finally {
    client.disconnect();
  }
}
