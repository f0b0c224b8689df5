import { existsSync, readdirSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { hasApt, installWithApt, unpackWithApt } from "../install/apt";
import { run, tryRun } from "../install/run";
import { localDir } from "../project";

export type RedisProgram = { path: string; libraries?: string };

const names = ["redis-server", "valkey-server"] as const;
const oldest = [6, 2] as const;

/** A Redis or Valkey new enough: the one named in the environment, installed, or installed now. */
export async function findRedis(say: (line: string) => void): Promise<RedisProgram> {
  const named = process.env.REDIS_SERVER_BIN;
  if (named) {
    if (await isUsable({ path: named })) return { path: named };
    throw new Error(
      `REDIS_SERVER_BIN is ${named}, which is no Redis or Valkey of version ${oldest.join(".")} or newer.`,
    );
  }
  const present = (await onPath()) ?? (await unpacked());
  if (present) return present;
  say("installing redis-server (only this once)");
  const problems: string[] = [];
  for (const install of await waysToInstall()) {
    const found = await install().catch((problem: Error) => void problems.push(problem.message));
    if (found) return found;
  }
  throw new Error(
    [
      `No redis-server or valkey-server of version ${oldest.join(".")} or newer was found, and none could be installed.`,
      "Install one and start again:",
      "  Debian, Ubuntu   sudo apt-get update && sudo apt-get install -y --no-install-recommends redis-server",
      "  Fedora           sudo dnf install -y valkey",
      "  macOS            brew install redis",
      "or name one: REDIS_SERVER_BIN=/path/to/redis-server, or REDIS_URL=redis://… for a server that runs already.",
      ...problems,
    ].join("\n"),
  );
}

type Install = () => Promise<RedisProgram | undefined>;

async function waysToInstall(): Promise<Install[]> {
  if (process.platform === "darwin") return [withBrew];
  if (!(await hasApt())) return [];
  return process.getuid?.() === 0 ? [withApt, intoLocal] : [intoLocal];
}

async function withApt() {
  await installWithApt("redis-server");
  return onPath();
}

async function withBrew() {
  await run("brew", ["install", "redis"], 300_000, { HOMEBREW_NO_AUTO_UPDATE: "1" });
  const prefix = (await run("brew", ["--prefix"], 10_000)).trim();
  return firstUsable([{ path: "redis-server" }, { path: join(prefix, "bin", "redis-server") }]);
}

const place = () => join(localDir(), "redis-server");

async function intoLocal() {
  const unfinished = `${place()}.${process.pid}`;
  await unpackWithApt("redis-server", unfinished).catch(async (problem: Error) => {
    await rm(unfinished, { recursive: true, force: true });
    throw problem;
  });
  await rm(place(), { recursive: true, force: true });
  await rename(unfinished, place());
  return unpacked();
}

async function unpacked() {
  const root = join(place(), "root");
  if (!existsSync(root)) return undefined;
  const libraries = ["lib", "usr/lib"]
    .map((folder) => join(root, folder))
    .filter(existsSync)
    .flatMap((folder) => [folder, ...readdirSync(folder).map((inner) => join(folder, inner))])
    .filter((folder) => /-linux-gnu\w*$|\/lib$/.test(folder))
    .join(":");
  return firstUsable(names.map((name) => ({ path: join(root, "usr", "bin", name), libraries })));
}

const onPath = () => firstUsable(names.map((path) => ({ path })));

async function firstUsable(programs: readonly RedisProgram[]): Promise<RedisProgram | undefined> {
  for (const program of programs) if (await isUsable(program)) return program;
  return undefined;
}

async function isUsable({ path, libraries }: RedisProgram): Promise<boolean> {
  const env = libraries ? [`LD_LIBRARY_PATH=${libraries}`] : [];
  const said = await tryRun("env", [...env, path, "--version"], 5_000);
  const [, major, minor] = /v=(\d+)\.(\d+)/.exec(said ?? "") ?? [];
  if (!major || !minor) return false;
  return Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
}
