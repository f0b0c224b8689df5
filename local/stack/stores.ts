import { attachPostgres } from "../postgres/attach";
import { localDatabaseUrl, startPostgres } from "../postgres/start";
import { answersPing, localRedisUrl, startRedis } from "../redis/start";
import type { Part } from "../supervisor/part";
import type { Plan } from "./plan";

type Postgres = { databaseUrl: string; analyticsUrl: string; host: string; port: number; part?: Part };
type RedisServer = { url: string; port: number; part?: Part };

const database = "holdfast";
const analytics = "holdfast_analytics";
const testRedisDatabase = 15;

/** Ours, or the one of `DATABASE_URL`. */
export async function openPostgres({ supervisor, ports, secrets, isTest }: Plan): Promise<Postgres> {
  const { DATABASE_URL, ANALYTICS_DATABASE_URL } = process.env;
  if (DATABASE_URL) {
    const found = await attachPostgres(DATABASE_URL, ANALYTICS_DATABASE_URL || undefined, isTest ? "_test" : "");
    return { ...found, host: `${found.host}:${found.port}` };
  }
  const [port, password] = [ports.postgres, secrets.POSTGRES_PASSWORD];
  const part = await startPostgres(supervisor, { port, password, databases: [database, analytics] });
  return {
    databaseUrl: localDatabaseUrl(port, password, database),
    analyticsUrl: localDatabaseUrl(port, password, analytics),
    host: `127.0.0.1:${port}`,
    port,
    part,
  };
}

/** Ours, or the one of `REDIS_URL`; there a test keeps to a database of its own. */
export async function openRedis({ supervisor, ports, isTest, say }: Plan): Promise<RedisServer> {
  if (!process.env.REDIS_URL) {
    const part = await startRedis(supervisor, ports.redis, say);
    return { url: localRedisUrl(ports.redis), port: ports.redis, part };
  }
  const url = new URL(process.env.REDIS_URL);
  if (isTest) url.pathname = `/${testRedisDatabase}`;
  await answersPing(url.href).catch((problem: Error) => {
    throw new Error(`REDIS_URL is set, but ${url.host} does not answer: ${problem.message}`);
  });
  return { url: url.href, port: Number(url.port || 6_379) };
}
