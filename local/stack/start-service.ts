import { join } from "node:path";
import { script } from "../project";
import type { Part } from "../supervisor/part";
import type { Supervisor } from "../supervisor/supervisor";
import { inherited } from "./environment";

const scripts = {
  redisRest: "local/upstash-gateway.ts",
  neon: "local/neon-proxy.ts",
  qstash: "local/qstash.ts",
  stripe: "local/stripe.ts",
  mail: "local/mail.ts",
  beacon: "local/beacon.ts",
};

/** Those that have a port of their own. */
export type ServiceName = keyof typeof scripts;

const readyMs = 30_000;

/** Starts one emulator or gateway and waits until it says that it is ready. */
export async function startService(
  supervisor: Supervisor,
  name: ServiceName | "cdn",
  port: number,
  environment: Record<string, string>,
): Promise<Part> {
  const part = supervisor.start({
    name,
    command: script(name === "cdn" ? "local/cdn.ts" : scripts[name]),
    env: {
      ...inherited(process.env),
      ...environment,
      PORT: String(port),
      STATE_DIR: join(supervisor.place.stateDir, name),
    },
  });
  await supervisor.ready(name, () => isHealthy(`http://127.0.0.1:${port}/_local/health`), readyMs);
  return part;
}

async function isHealthy(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return true;
}
