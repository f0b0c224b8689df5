import { Redis } from "ioredis";
import pg from "pg";
import type { Stack } from "../local/stack/start-stack";
import type { Supervisor } from "../local/supervisor/supervisor";
import type { Report } from "./report";

/** What a bench is given. Whatever it starts through the supervisor ends with it. */
export type Stage = {
  supervisor: Supervisor;
  /** The whole platform around a production build, on empty data; the same for every bench of a run. */
  stack: () => Promise<Stack>;
  say: (line: string) => void;
};

/** A bench measures its rounds beside its floor's, and says which budgets of the design are met. */
export type Bench = (stage: Stage) => Promise<Report>;

/** At least five, or a median says nothing. */
export const roundsMin = 5;

/** A client of the stack's Redis, for as long as the work takes. */
export async function withRedis<Value>({ file }: Stack, work: (redis: Redis) => Promise<Value>): Promise<Value> {
  const redis = new Redis(file.redisUrl, { connectTimeout: 5_000, commandTimeout: 10_000 });
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

/** The same for its Postgres. */
export async function withPostgres<Value>({ file }: Stack, work: (client: pg.Client) => Promise<Value>) {
  const client = new pg.Client({ connectionString: file.databaseUrl, statement_timeout: 60_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The stores' versions, for the line that names the machine. */
export async function storesOf(stack: Stack): Promise<Record<string, string>> {
  const info = await withRedis(stack, (redis) => redis.info("server"));
  const { rows } = await withPostgres(stack, (client) => client.query("show server_version"));
  return { redis: /redis_version:(\S+)/.exec(info)?.[1] ?? "unknown", postgres: rows[0].server_version };
}
