import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Environment } from "../supervisor/part";

/** Runs a program of the system; resolves with what it printed, rejects with what it complained about. */
export async function run(
  program: string,
  words: readonly string[],
  limitMs: number,
  env: Environment = {},
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, words, {
      timeout: limitMs,
      killSignal: "SIGKILL",
      maxBuffer: 16 * 1024 * 1024,
      env: { ...process.env, LC_ALL: "C", ...env } as NodeJS.ProcessEnv,
    });
    return stdout;
  } catch (problem) {
    const { stderr, message } = problem as Error & { stderr?: string };
    throw new Error(stderr?.trim().split("\n").slice(-3).join("\n") || message);
  }
}

/** What it printed, or nothing when it could not run. */
export const tryRun = (program: string, words: readonly string[], limitMs: number): Promise<string | undefined> =>
  run(program, words, limitMs).catch(() => undefined);
