import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "./eventually";

type Exit = { code: number | null; signal: NodeJS.Signals | null };

export type Part = {
  url: string;
  port: number;
  folder: string;
  /** Ends the process and resolves with how it ended. */
  stop: (signal: NodeJS.Signals) => Promise<Exit>;
  /** Ends it for good: nothing of it is left. */
  end: () => Promise<void>;
  /** The same part on the same port with the same state. */
  restart: () => Promise<void>;
};

const readyMs = 50_000;
/** Whose `local/` is under test: this checkout's, or a copy's with a fault in it. */
const checkout = process.env.CONTRACT_CHECKOUT;

/** A private instance of a local part on a free port, ready to serve. */
export async function startPart(
  script: string,
  environment: Record<string, string>,
  folderOfCode = checkout ?? process.cwd(),
): Promise<Part> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "holdfast-part-"));
  let child: ChildProcess;

  const start = async () => {
    child = spawn(process.execPath, ["--import", "tsx", script], {
      cwd: folderOfCode,
      env: { ...process.env, ...environment, PORT: String(port), STATE_DIR: folder },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ready = async () => (await fetch(`http://127.0.0.1:${port}/_local/health`)).ok || undefined;
    await eventually(ready, readyMs).catch((problem: unknown) => {
      child.kill("SIGKILL");
      throw problem;
    });
  };
  const stop = (signal: NodeJS.Signals) =>
    new Promise<Exit>((resolve) => {
      if (child.exitCode !== null || child.signalCode) resolve({ code: child.exitCode, signal: child.signalCode });
      child.once("exit", (code, by) => resolve({ code, signal: by }));
      child.kill(signal);
    });
  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    folder,
    stop,
    end: async () => {
      await stop("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
    restart: start,
  };
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
