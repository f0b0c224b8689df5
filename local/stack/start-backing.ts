import type { RedisServer } from "../redis/start";
import { provideBuild } from "./build";
import { appAddress } from "./environment";
import type { Plan } from "./plan";
import { type Service, type StackFile, serviceOf } from "./stack-file";
import { standIn } from "./start-app";
import { type ServiceName, startService } from "./start-service";
import { openPostgres, openRedis } from "./stores";

type BackingName = Exclude<keyof StackFile["services"], "app">;

export type Backing = {
  services: Record<BackingName, Service>;
  databaseUrl: string;
  analyticsUrl: string;
  /** Of one Redis, or of each master of a cluster. */
  redisUrls: string[];
  redisServers: RedisServer[];
};

/** Everything the app stands on, and its build. What does not need one another starts at the same time. */
export async function startBacking(plan: Plan): Promise<Backing> {
  const { ports, secrets, mode, instances } = plan;
  const { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET } = secrets;
  const { QSTASH_TOKEN, QSTASH_CURRENT_SIGNING_KEY, QSTASH_NEXT_SIGNING_KEY } = secrets;
  const [database, cache, qstash, stripe, mail, beacon] = await Promise.all([
    startDatabase(plan),
    startCache(plan),
    emulator(plan, "qstash", { QSTASH_TOKEN, QSTASH_CURRENT_SIGNING_KEY, QSTASH_NEXT_SIGNING_KEY }),
    emulator(plan, "stripe", {
      STRIPE_SECRET_KEY,
      STRIPE_PUBLISHABLE_KEY,
      STRIPE_WEBHOOK_SECRET,
      STRIPE_WEBHOOK_URL: `${appAddress(ports.app)}/api/v1/payments/webhook`,
    }),
    emulator(plan, "mail", { SMTP_PORT: String(ports.smtp) }),
    emulator(plan, "beacon", { DRAND_SECRET_KEY: secrets.DRAND_SECRET_KEY }),
    mode === "production" && instances > 0 && !standIn() ? provideBuild(plan) : undefined,
  ]);
  const { databaseUrl, analyticsUrl, postgres, neon } = database;
  const { redisUrls, redisServers, redis, redisRest } = cache;
  const services = { postgres, redis, redisRest, neon, qstash, stripe, mail, beacon };
  return { services, databaseUrl, analyticsUrl, redisUrls, redisServers };
}

async function startDatabase(plan: Plan) {
  const { databaseUrl, analyticsUrl, host, port, part } = await openPostgres(plan);
  const neon = await emulator(plan, "neon", { NEON_PROXY_TARGET: host });
  return { databaseUrl, analyticsUrl, postgres: serviceOf(databaseUrl, port, part), neon };
}

async function startCache(plan: Plan) {
  const { urls, port, servers } = await openRedis(plan);
  const { UPSTASH_REDIS_REST_TOKEN } = plan.secrets;
  const environment = { UPSTASH_REDIS_REST_TOKEN, REDIS_URL: urls.join(), GATEWAY_TEST_DOORS: "open" };
  const redisRest = await emulator(plan, "redisRest", environment);
  const redis = serviceOf(urls[0] ?? "", port, servers[0]?.part);
  return { redisUrls: urls, redisServers: servers, redis, redisRest };
}

async function emulator(
  { supervisor, ports, environment: more }: Plan,
  name: ServiceName,
  environment: Record<string, string>,
) {
  const part = await startService(supervisor, name, ports[name], { ...environment, ...more });
  return serviceOf(`http://127.0.0.1:${ports[name]}`, ports[name], part);
}
