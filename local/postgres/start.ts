import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Environment, Part } from "../supervisor/part";
import { findStores, signalProcess, waitFor } from "../supervisor/processes";
import type { Supervisor } from "../supervisor/supervisor";
import { answersQueries, createDatabases } from "./databases";
import { findHost, type Host } from "./host";

export type PostgresOptions = { port: number; password: string; databases: readonly string[] };

const initMs = 60_000;
// After a crash it first replays what it had written ahead.
const readyMs = 60_000;
const superuser = "holdfast";

export const localDatabaseUrl = (port: number, password: string, database: string) =>
  `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;

/** A real Postgres on loopback, with the durability of production; creates its cluster and databases the first time. */
export async function startPostgres(supervisor: Supervisor, options: PostgresOptions): Promise<Part> {
  const host = await findHost(supervisor.place.stateDir);
  const data = join(host.folder, "data");
  await initialise(host, data, options.password);
  await clearRemains(data);
  const part = supervisor.start({
    name: "postgres",
    command: command(host, "postgres", ["-D", data, ...settings(options.port)]),
    env: environment(),
    folder: data,
    ...(host.user && { user: host.user }),
    // Fast: ends open sessions, then writes its checkpoint.
    stopSignal: "SIGINT",
  });
  const admin = localDatabaseUrl(options.port, options.password, "postgres");
  await supervisor.ready("postgres", () => answersQueries(admin), readyMs);
  await createDatabases(admin, options.databases);
  return part;
}

const settings = (port: number) =>
  Object.entries({
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    fsync: "on",
    synchronous_commit: "on",
    log_timezone: "UTC",
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

/** Made aside and renamed, so that a start cut off in the middle leaves no half cluster. */
async function initialise(host: Host, data: string, password: string) {
  if (existsSync(join(data, "PG_VERSION"))) return checkVersion(host, data);
  const unfinished = `${data}.new`;
  const passwordFile = join(host.folder, "password");
  await rm(unfinished, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (host.user) await chown(passwordFile, host.user.uid, host.user.gid);
  try {
    await execute(host, "initdb", [
      `--pgdata=${unfinished}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      "--auth=password",
      "--encoding=UTF8",
      `--locale=${process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8"}`,
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, data);
}

async function checkVersion(host: Host, data: string) {
  const made = (await readFile(join(data, "PG_VERSION"), "utf8")).trim();
  const version = await execute(host, "postgres", ["--version"]);
  if (version.includes(` ${made}.`) || version.includes(` ${made}devel`)) return;
  throw new Error(
    `The local data is of Postgres ${made}, but this is ${version.trim()}. ` +
      "`npm run local -- --reset` starts with empty data.",
  );
}

/** After a kill -9 its pid file is left, and the number in it may be a stranger's now. Nobody else writes here: the lock is ours. */
async function clearRemains(data: string) {
  const remains = () => findStores(data);
  for (const pid of remains()) signalProcess(pid, "SIGQUIT");
  if (!(await waitFor(() => remains().length === 0, 5_000))) for (const pid of remains()) signalProcess(pid, "SIGKILL");
  await waitFor(() => remains().length === 0, 5_000);
  await rm(join(data, "postmaster.pid"), { force: true });
}

function command({ prefix, native }: Host, program: string, words: readonly string[]): [string, ...string[]] {
  const path = join(native, "bin", program);
  const [first, ...rest] = prefix;
  return first ? [first, ...rest, path, ...words] : [path, ...words];
}

async function execute(host: Host, name: string, words: readonly string[]): Promise<string> {
  const [program, ...rest] = command(host, name, words);
  const options = { cwd: host.folder, env: environment() as NodeJS.ProcessEnv, timeout: initMs, ...host.user };
  try {
    return (await promisify(execFile)(program, rest, options)).stdout;
  } catch (problem) {
    const { stderr, message } = problem as Error & { stderr?: string };
    throw new Error(`${name} failed: ${stderr?.trim() || message}`);
  }
}

// PGDATA, PGHOST and their like belong to somebody else's server.
function environment(): Environment {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("PG"));
  return { ...Object.fromEntries(kept), TZ: "UTC", LC_ALL: "C" };
}
