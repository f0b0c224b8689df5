import "server-only";
import { Pool as NeonPool, neonConfig } from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import pg from "pg";
import ws from "ws";
import { durations } from "@/lib/core/durations";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";

export type Database = PgDatabase<PgQueryResultHKT>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

const poolMax = 10;

function pointNeonAt(proxy: string) {
  const { host } = new URL(proxy);
  neonConfig.wsProxy = () => `${host}/v2`;
  neonConfig.fetchEndpoint = () => `${proxy}/sql`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineTLS = false;
  neonConfig.pipelineConnect = "password";
}

// An idle connection that ends must not end the process: the pool opens another.
const noteLost = (error: Error) => log.warn({ reason: error.message }, "an idle database connection was lost");

function connect(connectionString: string): Database {
  const { DATABASE_DRIVER, NEON_PROXY_URL } = env();
  const settings = {
    connectionString,
    max: poolMax,
    connectionTimeoutMillis: durations.postgresTimeoutMs,
    query_timeout: durations.postgresTimeoutMs,
  };
  if (DATABASE_DRIVER === "pg") {
    return drizzlePg({ client: new pg.Pool(settings).on("error", noteLost), casing: "snake_case" });
  }
  neonConfig.webSocketConstructor = ws;
  if (NEON_PROXY_URL) pointNeonAt(NEON_PROXY_URL);
  return drizzleNeon({ client: new NeonPool(settings).on("error", noteLost), casing: "snake_case" });
}

const once = (make: () => Database) => {
  let made: Database | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

export const primary = once(() => connect(env().DATABASE_URL));

/** May be a moment old. A read that must see its own write uses `primary`. */
export const replica = once(() => {
  const [first] = env().DATABASE_REPLICA_URLS;
  return first ? connect(first) : primary();
});

/** Facts for reports; no sale depends on it. */
export const analytics = once(() => connect(env().ANALYTICS_DATABASE_URL));
