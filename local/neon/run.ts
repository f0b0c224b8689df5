import pg from "pg";
import type { Options, Query, SqlRequest } from "./read-request";
import { jsonTypes, textTypes } from "./text-types";

// Also without parameters one statement only, as Neon has it. The types of pg do not know the option yet.
type Extended = pg.QueryConfig<unknown[]> & { queryMode: "extended"; rowMode?: "array" };

async function one(client: pg.PoolClient, { query, params, arrayMode }: Query, options: Options) {
  const rowAsArray = arrayMode ?? options["neon-array-mode"] === "true";
  const config: Extended = {
    text: query,
    values: params,
    types: options["neon-raw-text-output"] ? textTypes : jsonTypes,
    queryMode: "extended",
    ...(rowAsArray && { rowMode: "array" }),
  };
  const { command, rowCount, fields, rows } = await client.query<pg.QueryResultRow>(config);
  return { command, rowCount, rowAsArray, fields, rows };
}

function begin(options: Options): string {
  const modes = [
    options["neon-batch-isolation-level"] && `isolation level ${options["neon-batch-isolation-level"]}`,
    options["neon-batch-read-only"] && "read only",
    options["neon-batch-deferrable"] && "deferrable",
  ];
  return `start transaction ${modes.filter(Boolean).join(", ")}`;
}

async function transaction(client: pg.PoolClient, queries: Query[], options: Options) {
  await client.query(begin(options));
  try {
    const results = [];
    for (const query of queries) results.push(await one(client, query, options));
    await client.query("commit");
    return { results };
  } catch (error) {
    if (error instanceof pg.DatabaseError) await client.query("rollback");
    throw error;
  }
}

export const run = (client: pg.PoolClient, { payload, options }: SqlRequest) =>
  "queries" in payload ? transaction(client, payload.queries, options) : one(client, payload, options);
