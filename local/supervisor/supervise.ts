import { randomUUID } from "node:crypto";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { localDir } from "../project";
import { watchLaunchers } from "./launchers";
import { type Holder, nameReaper, takeLock } from "./lock";
import { type Ending, Supervisor } from "./supervisor";

/** Test files that have a platform of their own take turns with those of the same name. */
export const ownPlatforms = ["model", "deep", "recovery", "plants", "cluster"] as const;
/** `main` is what `dev` and `local` share; the others run beside it. */
export type StackName = "main" | "test" | "bench" | (typeof ownPlatforms)[number];

type Running = { ok: false; problem: { kind: "running"; holder: Holder } };
export type Supervised = { ok: true; ending: Ending } | Running;

export const stackFileOf = (name: StackName) =>
  name === "main" ? join(localDir(), "stack.json") : join(localDir(), name, "stack.json");

export const stateDirOf = (name: StackName) => join(localDir(), name);

/** Does the work under a supervisor and returns when nothing of it runs any more, whatever made it end. */
export async function supervise(name: StackName, work: (supervisor: Supervisor) => Promise<void>): Promise<Supervised> {
  // One Ctrl-C arrives several times: from the terminal, npm and tsx. The first counts.
  let asked: string | undefined;
  let heard: ((how: string) => void) | undefined;
  const ask = (how: string) => {
    asked ??= how;
    heard?.(how);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, ask);
  // The terminal may be gone before we are.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

  const opened = await openSupervisor(name);
  if (!opened.ok) return opened;
  const { supervisor } = opened;
  heard = (how) => supervisor.end({ kind: "asked", how });
  if (asked) heard(asked);
  watchLaunchers((command) => ask(`the end of "${command.slice(0, 60)}"`));
  process.on("uncaughtException", (problem) => supervisor.end({ kind: "failed", problem }));

  work(supervisor).then(
    () => supervisor.end({ kind: "done" }),
    (problem: unknown) => supervisor.end({ kind: "failed", problem }),
  );
  const ending = await supervisor.ended;
  await supervisor.stop();
  return { ok: true, ending };
}

/** The one supervisor of this state. Its holder calls `stop`; should the holder be killed, the reaper ends everything. */
export async function openSupervisor(name: StackName): Promise<{ ok: true; supervisor: Supervisor } | Running> {
  mkdirSync(stateDirOf(name), { recursive: true });
  const stateDir = realpathSync(stateDirOf(name));
  const lockFile = join(stateDir, "lock.json");
  const id = randomUUID();
  const lock = await takeLock(lockFile, id, stateDir);
  if (!lock.ok) return { ok: false, problem: { kind: "running", holder: lock.holder } };

  // Left by one that was killed together with its reaper.
  rmSync(stackFileOf(name), { force: true });
  const supervisor = new Supervisor({ id, stateDir, stackFile: stackFileOf(name), lockFile });
  nameReaper(lockFile, supervisor.reaperPid);
  return { ok: true, supervisor };
}
