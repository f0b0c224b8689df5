import { rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { distantFolder } from "./postgres/host";
import { nextDir, projectRoot, shownPath } from "./project";
import { addressTable, reportEnd } from "./stack/report";
import type { AppMode } from "./stack/start-app";
import { startStack } from "./stack/start-stack";
import { stackFileOf, stateDirOf, supervise } from "./supervisor/supervise";

type PlatformOptions = {
  mode: AppMode;
  instances?: number;
  cluster?: boolean;
  reset?: boolean;
  mayBuild?: boolean;
};

/** Runs the platform until it is asked to stop; gives the exit code. */
export async function runPlatform({
  mode,
  instances = 1,
  cluster = false,
  reset = false,
  mayBuild = true,
}: PlatformOptions): Promise<number> {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1_000).toFixed(1)} s`;
  const say = (line: string) => console.log(`  ${seconds().padStart(7)}  ${line}`);
  let isReady = false;
  const echo = (chunk: Buffer) => isReady && process.stdout.write(chunk);

  const outcome = await supervise("main", async (supervisor) => {
    console.log(`Starting Holdfast (${mode === "dev" ? "with hot reload" : "production build"})`);
    if (reset) await clearState(supervisor.place.stateDir);
    const stack = await startStack(supervisor, {
      mode,
      isTest: false,
      instances,
      cluster,
      mayBuild,
      say,
      ...(mode === "dev" && { echo }),
    });
    isReady = true;
    console.log(`\nHoldfast is ready after ${seconds()}\n\n${addressTable(stack.file)}\n`);
    console.log(
      `An API key and all addresses: ${shownPath(stackFileOf("main"))}   Logs: ${shownPath(join(stateDirOf("main"), "logs"))}`,
    );
    console.log("Ctrl-C stops everything.\n");
    const ending = await supervisor.ended;
    if (ending.kind === "asked") console.log(`\nStopping (${ending.how})`);
  });
  return reportEnd("main", outcome);
}

/** Forgets all state but the lock we hold, the logs of this start, results, and the build, which has a stamp of its own. */
export async function clearState(stateDir: string): Promise<void> {
  const kept = [
    "lock.json",
    "logs",
    "results",
    join(projectRoot, nextDir(stateDir)).startsWith(stateDir) ? "next" : "",
  ];
  for (const entry of await readdir(stateDir)) {
    if (!kept.includes(entry)) rmSync(join(stateDir, entry), { recursive: true, force: true });
  }
  rmSync(distantFolder(stateDir), { recursive: true, force: true });
}
