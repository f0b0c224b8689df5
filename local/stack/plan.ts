import { join } from "node:path";
import { nextDir } from "../project";
import type { Environment } from "../supervisor/part";
import { choosePorts, type Listener, listeners, type Ports } from "../supervisor/ports";
import type { Supervisor } from "../supervisor/supervisor";
import { readJson, writeJson } from "./file";
import { readSecrets, type Secrets } from "./secrets";
import type { AppMode } from "./start-app";

export type StackOptions = {
  mode: AppMode;
  isTest: boolean;
  instances: number;
  mayBuild: boolean;
  say: (line: string) => void;
  echo?: (chunk: Buffer) => void;
  /** Three masters of a Redis Cluster in place of one Redis. */
  cluster?: boolean;
  /** Redis may end without everything else; whoever asked ends it and starts it again. */
  lendsRedis?: boolean;
  /** What every part is given besides: a driver, a time scale, a limit. */
  environment?: Record<string, string>;
  /** The build that is started, where it is not this stack's own. */
  distDir?: string;
};

type Decided = { supervisor: Supervisor; ports: Ports; secrets: Secrets };
type Usual = Required<Pick<StackOptions, "cluster" | "lendsRedis" | "environment" | "distDir">>;
export type Plan = StackOptions & Usual & Decided;

const usualAppPort = 3_000;

/** Everything that is decided before the first part starts, and is the same at the next start. */
export async function makePlan(supervisor: Supervisor, options: StackOptions): Promise<Plan> {
  const { stateDir } = supervisor.place;
  const file = join(stateDir, "ports.json");
  const ports = await choosePorts({
    place: stateDir,
    known: readJson<Partial<Ports>>(file) ?? {},
    asked: options.isTest ? {} : askedPorts(process.env),
    ...(!options.isTest && { appFirst: usualAppPort }),
  });
  writeJson(file, ports);
  const usual = { cluster: false, lendsRedis: false, environment: {}, distDir: nextDir(stateDir) };
  return { ...usual, ...options, supervisor, ports, secrets: readSecrets(stateDir) };
}

/** `PORT` for the app, as everywhere; `HOLDFAST_REDIS_REST_PORT` and the like for the others. */
export function askedPorts(environment: Environment): Partial<Ports> {
  const asked: Partial<Ports> = {};
  for (const listener of listeners) {
    const name = variableOf(listener);
    const value = environment[name];
    if (!value) continue;
    const port = Number(value);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${name} is no port: ${value}`);
    asked[listener] = port;
  }
  return asked;
}

const variableOf = (listener: Listener) =>
  listener === "app" ? "PORT" : `HOLDFAST_${listener.replaceAll(/[A-Z]/g, "_$&").toUpperCase()}_PORT`;
