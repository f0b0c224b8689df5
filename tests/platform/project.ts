import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bearersOf, familyOf, type Seen, settled, stillRunning } from "./processes";

export type User = { uid: number; gid: number };
export type Service = { url: string; port: number; pid: number; log: string };
export type StackFile = {
  supervisor: { pid: number };
  services: Record<string, Service>;
  instances: { url: string; pid: number }[];
  organizerApiKey: string;
  databaseUrl: string;
  redisUrl: string;
};

const checkout = resolve(import.meta.dirname, "../..");
const readyMs = 150_000;
const goneMs = 40_000;

/** A checkout of its own below a folder that only its owner may enter, at a path with spaces. */
export function aProject(user?: User): string {
  const closed = mkdtempSync(join(tmpdir(), "holdfast platform "));
  const project = join(closed, "a checkout");
  mkdirSync(project);
  for (const name of ["local", "package.json", "tsconfig.json"]) {
    cpSync(join(checkout, name), join(project, name), { recursive: true });
  }
  cpSync(join(import.meta.dirname, "stand-in.mjs"), join(project, "stand-in.mjs"));
  symlinkSync(join(checkout, "node_modules"), join(project, "node_modules"));
  if (user) for (const folder of [closed, project]) chownSync(folder, user.uid, user.gid);
  return project;
}

/** False where the checkout or node itself lies in a folder closed to that user, or Postgres could be nobody known. */
export const canRun = (user: User) =>
  [
    [process.execPath, "-e", `require("fs").readdirSync(${JSON.stringify(join(checkout, "node_modules/tsx"))})`],
    ["sh", "-c", "id -un || unshare --user --map-user=65534 --map-group=65534 true"],
  ].every(([program = "", ...words]) => spawnSync(program, words, { cwd: "/", ...user }).status === 0);

export class Platform {
  readonly project: string;
  readonly npm: ChildProcess;
  readonly #mark = `HOLDFAST_LIFE_TEST=${randomUUID()}`;
  readonly #ended: Promise<number | null>;
  #family: Seen[] = [];
  output = "";

  constructor(project: string, options: { app?: string; user?: User; path?: string } = {}) {
    this.project = project;
    const { app = "node stand-in.mjs", user, path } = options;
    this.npm = spawn("npm", ["run", "dev"], {
      cwd: project,
      // A session of its own, as a terminal has: a signal to the group is then what Ctrl-C sends.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...plainEnvironment(project), HOLDFAST_APP_COMMAND: app, ...(path && { PATH: path }), ...this.#marked() },
      ...user,
    });
    for (const stream of [this.npm.stdout, this.npm.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.output += chunk;
      });
    }
    this.#ended = new Promise((done) => this.npm.once("exit", done));
  }

  /** Resolves with what the stack file says as soon as it appears. */
  async ready(): Promise<StackFile> {
    const end = Date.now() + readyMs;
    // The file of one that was killed may still lie there.
    while (!this.#isOurs()) {
      if (this.npm.exitCode !== null || Date.now() > end)
        throw new Error(`It did not start:\n${this.output}\n${logsOf(this.project)}`);
      await sleep(50);
    }
    this.#family = familyOf(this.npm.pid ?? 0);
    return JSON.parse(readFileSync(this.stackFile, "utf8")) as StackFile;
  }

  get stackFile() {
    return join(this.project, ".local", "stack.json");
  }

  get family(): readonly Seen[] {
    return this.#family;
  }

  exitCode(): Promise<number | null> {
    return this.#ended;
  }

  /** Every process of it that still runs once it had its time to go. */
  leftOver(limitMs = goneMs): Promise<Seen[]> {
    return settled(() => [...stillRunning(this.#family), ...bearersOf(this.#mark)], limitMs);
  }

  /** Ends it as a user would, and then whatever a failed test left. */
  async sweep() {
    this.npm.kill("SIGTERM");
    await this.leftOver(5_000);
    for (const { pid } of [...stillRunning(this.#family), ...bearersOf(this.#mark)]) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It went by itself.
      }
    }
    await this.leftOver();
  }

  #isOurs(): boolean {
    if (!existsSync(this.stackFile)) return false;
    const { supervisor } = JSON.parse(readFileSync(this.stackFile, "utf8")) as StackFile;
    return familyOf(this.npm.pid ?? 0).some(({ pid }) => pid === supervisor.pid);
  }

  #marked() {
    const [name = "", value] = this.#mark.split("=");
    return { [name]: value };
  }
}

// Neither the addresses of the stack beside this test nor a developer's own servers. The id of the former stays, so that an
// interrupted test run ends this platform too.
function plainEnvironment(project: string): NodeJS.ProcessEnv {
  const foreign = /^(HOLDFAST_(?!STACK_ID)|DATABASE_|ANALYTICS_|REDIS_|UPSTASH_|QSTASH_|STRIPE_|npm_|PORT$|VITEST)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...(Object.fromEntries(kept) as NodeJS.ProcessEnv), HOME: project, npm_config_update_notifier: "false" };
}

function logsOf(project: string): string {
  const folder = join(project, ".local", "main", "logs");
  if (!existsSync(folder)) return "";
  return readdirSync(folder)
    .map((name) => `--- ${name}\n${readFileSync(join(folder, name), "utf8").slice(-1_500)}`)
    .join("\n");
}
