import { randomUUID } from "node:crypto";
import { Client, neon, neonConfig, Pool } from "@neondatabase/serverless";
import { onTestFinished } from "vitest";
import ws from "ws";

const { NEON_CONTRACT_URL, DATABASE_URL, NEON_PROXY_URL = "" } = process.env;

/** True when the suite runs against a real account. */
export const isVendor = Boolean(NEON_CONTRACT_URL);

export const url = NEON_CONTRACT_URL ?? DATABASE_URL ?? "";
if (!url || !(isVendor || NEON_PROXY_URL)) throw new Error("set DATABASE_URL and NEON_PROXY_URL, or NEON_CONTRACT_URL");

neonConfig.webSocketConstructor = ws;

/** Where the driver goes from now on; answers with how to go back. */
export function pointNeonAt(proxy: string) {
  const { wsProxy, fetchEndpoint } = neonConfig;
  neonConfig.wsProxy = () => `${new URL(proxy).host}/v2`;
  neonConfig.fetchEndpoint = () => `${proxy}/sql`;
  neonConfig.useSecureWebSocket = false;
  return () => {
    neonConfig.wsProxy = wsProxy;
    neonConfig.fetchEndpoint = fetchEndpoint;
  };
}
if (!isVendor) pointNeonAt(NEON_PROXY_URL);

export const withPassword = (password: string) => {
  const other = new URL(url);
  other.password = password;
  return other.href;
};

export const sql = neon(url);
export const stranger = neon(withPassword("wrong"));

/** Sessions of this test's own, closed with it. */
export function aPool(connectionString = url, max = 4) {
  const pool = new Pool({ connectionString, max });
  // A session the server ended is for its user to notice, not for the process to die of.
  pool.on("error", () => {});
  onTestFinished(async () => {
    if (!pool.ended) await pool.end();
  });
  return pool;
}

export async function aClient(connectionString = url) {
  const client = new Client(connectionString);
  client.on("error", () => {});
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** A table of this test's own: places with a label that only one may have. */
export async function aTable() {
  const table = `contract_${randomUUID().replaceAll("-", "")}`;
  await sql.query(`create table ${table} (
    id int primary key,
    label text not null constraint ${table}_one_label unique deferrable initially immediate,
    price int constraint ${table}_price check (price >= 0),
    parent int references ${table}
  )`);
  onTestFinished(async () => {
    await sql.query(`drop table ${table}`);
  });
  return table;
}

type Request = { body: string; headers?: Record<string, string> };

/** What the driver never sends: the bare wire. Only where we know the address. */
export async function call({ body, headers }: Request) {
  const response = await fetch(`${NEON_PROXY_URL}/sql`, { method: "POST", body, ...(headers && { headers }) });
  return { status: response.status, body: await response.json() };
}

export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => `resolved with ${JSON.stringify(value)}`,
    (error: unknown) => error,
  );
