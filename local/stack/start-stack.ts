import type { Part } from "../supervisor/part";
import { nextFreePorts } from "../supervisor/ports";
import type { Supervisor } from "../supervisor/supervisor";
import { appAddress, appEnvironment } from "./environment";
import { writeJson } from "./file";
import { makePlan, type Plan, type StackOptions } from "./plan";
import { migrate, seed } from "./prepare-data";
import { type StackFile, serviceOf } from "./stack-file";
import { startApp, warmUp } from "./start-app";
import { type Backing, startBacking } from "./start-backing";
import { startService } from "./start-service";

/** `environment` is what the app was given: whoever imports its modules beside it needs the same. */
export type Stack = { file: StackFile; environment: Record<string, string> };

/** Everything up, migrated, seeded and warm; only then the stack file appears. */
export async function startStack(supervisor: Supervisor, options: StackOptions): Promise<Stack> {
  const plan = await makePlan(supervisor, options);
  const ground = await startGround(plan);
  const { environment } = ground;
  const [{ instances, front }] = await Promise.all([startInstances(plan, environment), seed(plan, environment)]);
  plan.say("the app is up; its first page is under way");

  for (const { part, url } of instances) await warmUp(plan, part, url);
  return { file: writeStackFile(plan, ground, instances, front), environment };
}

export type Ground = { backing: Backing; environment: Record<string, string> };

/** Stores and emulators, the schema in place, and what an app that stands on them is given. The demo events are still to come. */
export async function startGround(plan: Plan): Promise<Ground> {
  const backing = await startBacking(plan);
  plan.say("stores and emulators are up");
  const { databaseUrl, analyticsUrl } = backing;
  const addresses = { app: appAddress(plan.ports.app), databaseUrl, analyticsUrl };
  const environment = { ...appEnvironment(plan.ports, plan.secrets, addresses), ...plan.environment };
  await migrate(plan, environment);
  return { backing, environment };
}

type Instance = { part: Part; url: string };

/** One process serves the address that everyone is told; several stand behind the CDN, which does. */
async function startInstances(plan: Plan, environment: Record<string, string>) {
  const { ports, instances: count, supervisor } = plan;
  const own = count > 1 ? await nextFreePorts(ports.app, count, new Set(Object.values(ports))) : [ports.app];
  const instances = await Promise.all(
    own.map(async (port, index): Promise<Instance> => {
      const part = await startApp(plan, index === 0 ? "app" : `app-${index + 1}`, port, environment);
      return { part, url: appAddress(port) };
    }),
  );
  if (count === 1) return { instances, front: instances[0]?.part };
  const CDN_ORIGINS = own.map((port) => `http://127.0.0.1:${port}`).join();
  return { instances, front: await startService(supervisor, "cdn", ports.app, { CDN_ORIGINS }) };
}

/** Without a CDN: the first serves the address that everyone is told; each further one has a port of its own. */
export async function instancePorts({ ports, instances }: Plan): Promise<number[]> {
  const further = await nextFreePorts(ports.app, instances - 1, new Set(Object.values(ports)));
  return [ports.app, ...further].slice(0, instances);
}

export function writeStackFile(
  { supervisor, ports, secrets }: Plan,
  { backing }: Ground,
  instances: readonly Instance[],
  front = instances[0]?.part,
): StackFile {
  const { services, databaseUrl, analyticsUrl, redisUrls, redisServers } = backing;
  const [redisUrl = ""] = redisUrls;
  const file = {
    id: supervisor.place.id,
    startedAt: new Date().toISOString(),
    supervisor: { pid: process.pid },
    services: { app: serviceOf(appAddress(ports.app), ports.app, front), ...services },
    instances: instances.map(({ part, url }) => ({ url, pid: part.pid })),
    organizerApiKey: secrets.HOLDFAST_DEMO_API_KEY,
    databaseUrl,
    analyticsDatabaseUrl: analyticsUrl,
    redisUrl,
    ...(redisServers.length > 1 && {
      redisMasters: redisServers.map(({ url, port, part }) => serviceOf(url, port, part)),
    }),
    smtpUrl: `smtp://127.0.0.1:${ports.smtp}`,
  };
  writeJson(supervisor.place.stackFile, file);
  return file;
}
