import { attachPostgres } from "../postgres/attach";
import { localDatabaseUrl, startPostgres } from "../postgres/start";
import { startCluster } from "../redis/cluster";
import { answersPing, type RedisServer, startRedis } from "../redis/start";
import type { Part } from "../supervisor/part";
import type { Plan } from "./plan";

type Postgres = { databaseUrl: string; analyticsUrl: string; host: string; port: number; part?: Part };
/** `servers` are those of ours: one, or the masters of a cluster. */
type OpenRedis = { urls: string[]; port: number; servers: RedisServer[] };

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
export async function openRedis({ supervisor, ports, isTest, cluster, lendsRedis, say }: Plan): Promise<OpenRedis> {
  const wish = { isLent: lendsRedis, say };
  if (cluster) {
    if (process.env.REDIS_URL)
      throw new Error("REDIS_URL names a Redis that runs already: there is no cluster to make.");
    const masters = [ports.redis, ports.redis2, ports.redis3];
    const servers = await startCluster(supervisor, { ...wish, ports: masters });
    return { urls: servers.map(({ url }) => url), port: ports.redis, servers };
  }
  if (!process.env.REDIS_URL) {
    const server = await startRedis(supervisor, { ...wish, name: "redis", port: ports.redis });
    return { urls: [server.url], port: ports.redis, servers: [server] };
  }
  const url = new URL(process.env.REDIS_URL);
  if (isTest) url.pathname = `/${testRedisDatabase}`;
  await answersPing(url.href).catch((problem: Error) => {
    throw new Error(`REDIS_URL is set, but ${url.host} does not answer: ${problem.message}`);
  });
  return { urls: [url.href], port: Number(url.port || 6_379), servers: [] };
}
