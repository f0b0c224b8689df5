import type { IncomingHttpHeaders } from "node:http";
import pg from "pg";
import { Busy, type Pools } from "./pools";
import { readConnection } from "./read-connection";
import { readRequest } from "./read-request";
import { run } from "./run";

export type Answer = { status: number; json: string };

const answerBytesMax = 10 * 1024 * 1024;

export const refuse = (status: number, message: string): Answer => ({ status, json: JSON.stringify({ message }) });

/** What one caller set must not reach the next; a connection that cannot forget is closed. */
async function giveBack(client: pg.PoolClient, broken: boolean) {
  if (broken) return client.release(true);
  await client.query("discard all").then(
    () => client.release(),
    () => client.release(true),
  );
}

function explain(error: unknown): Answer {
  if (error instanceof pg.DatabaseError) {
    const { message, name, length, stack, ...fields } = error;
    return { status: 400, json: JSON.stringify({ message, ...fields }) };
  }
  return refuse(error instanceof Busy ? 503 : 500, error instanceof Error ? error.message : String(error));
}

/** Every failure the database names is a 400 with Postgres's own fields, as the driver expects. */
export async function answerSql(pools: Pools, headers: IncomingHttpHeaders, body: Buffer): Promise<Answer> {
  const connection = readConnection([headers["neon-connection-string"]].flat()[0]);
  if ("message" in connection) return refuse(400, connection.message);
  const request = readRequest(headers, body);
  if ("message" in request) return refuse(400, request.message);
  try {
    const client = await pools.connect(connection);
    let broken = true;
    try {
      const json = JSON.stringify(await run(client, request));
      broken = false;
      if (json.length > answerBytesMax) return refuse(507, `response is too large (max is ${answerBytesMax} bytes)`);
      return { status: 200, json };
    } catch (error) {
      broken = !(error instanceof pg.DatabaseError);
      throw error;
    } finally {
      void giveBack(client, broken);
    }
  } catch (error) {
    return explain(error);
  }
}
