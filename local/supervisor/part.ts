import { type ChildProcess, spawn } from "node:child_process";
import { writeSync } from "node:fs";
import { projectRoot } from "../project";
import type { Member } from "./end-groups";
import type { Log } from "./log";
import { findProcess } from "./processes";

export type Exit = { code: number | null; signal: NodeJS.Signals | null; problem?: string };

export type Environment = Record<string, string | undefined>;

export type PartSpec = {
  name: string;
  command: readonly [string, ...string[]];
  env: Environment;
  folder?: string;
  user?: { uid: number; gid: number };
  stopSignal?: NodeJS.Signals;
  /** Sees the output as well, beside the log. */
  echo?: (chunk: Buffer) => void;
};

/** One program of the platform, in a process group of its own, so that a Ctrl-C in the terminal reaches the supervisor alone. */
export class Part {
  readonly name: string;
  readonly log: Log;
  readonly member: Member | undefined;
  readonly exited: Promise<Exit>;
  exit: Exit | undefined;

  constructor({ name, command, env, folder, user, stopSignal, echo }: PartSpec, log: Log) {
    this.name = name;
    this.log = log;
    const [program, ...words] = command;
    const output = echo ? "pipe" : log.descriptor;
    const child = spawn(program, words, {
      cwd: folder ?? projectRoot,
      env: env as NodeJS.ProcessEnv,
      detached: true,
      stdio: ["ignore", output, output],
      ...user,
    });
    for (const stream of echo ? [child.stdout, child.stderr] : []) {
      stream?.on("data", (chunk: Buffer) => {
        writeSync(log.descriptor, chunk);
        echo?.(chunk);
      });
    }
    if (child.pid !== undefined) {
      const startedAt = findProcess(child.pid)?.startedAt ?? "";
      this.member = { pid: child.pid, startedAt, signal: stopSignal ?? "SIGTERM" };
    }
    this.exited = end(child).then((exit) => {
      this.exit = exit;
      return exit;
    });
  }

  get pid(): number {
    return this.member?.pid ?? 0;
  }
}

export const describeExit = ({ code, signal, problem }: Exit) =>
  problem ?? (signal ? `ended by ${signal}` : `ended with code ${code}`);

const end = (child: ChildProcess) =>
  new Promise<Exit>((resolve) => {
    child.once("error", (problem) => resolve({ code: null, signal: null, problem: problem.message }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
