import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import type { Part } from "../supervisor/part";
import type { Supervisor } from "../supervisor/supervisor";
import { findRedis } from "./find";

// After a crash it first replays its log of writes.
const readyMs = 60_000;

/** A real Redis on loopback that keeps what it is told; it loses at most a second when the machine does. */
export async function startRedis(supervisor: Supervisor, port: number, say: (line: string) => void): Promise<Part> {
  const { path, libraries } = await findRedis(say);
  const folder = join(supervisor.place.stateDir, "redis");
  mkdirSync(folder, { recursive: true });
  const part = supervisor.start({
    name: "redis",
    command: [path, ...settings(port)],
    env: { ...process.env, ...(libraries && { LD_LIBRARY_PATH: libraries }) },
    // Its files go where it works, so a path with spaces needs no quoting.
    folder,
  });
  await supervisor.ready("redis", () => answersPing(localRedisUrl(port)), readyMs);
  return part;
}

export const localRedisUrl = (port: number) => `redis://127.0.0.1:${port}`;

const settings = (port: number) => [
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
