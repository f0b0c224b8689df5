import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { projectRoot, tool } from "../local/project";
import { hashSource } from "../local/stack/build";
import { inherited } from "../local/stack/environment";
import { nextFreePorts } from "../local/supervisor/ports";
import type { Supervisor } from "../local/supervisor/supervisor";

// Built by webpack: Turbopack would take the product's own middleware and instrumentation from the folders above.
const folder = join(projectRoot, "bench", "floor");
const buildMs = 10 * 60_000;
const readyMs = 60_000;

/** What its one call over REST is: where to, with which token, and the command. */
export type FloorCall = { url: string; token: string; command: string[] };

/** Builds the empty app of bench/floor with the product's own Next, unless it is there, and starts it. */
export async function startFloor(supervisor: Supervisor, { url, token, command }: FloorCall, after: number) {
  await provideBuild(supervisor);
  const [port = 0] = await nextFreePorts(after, 1, new Set());
  const part = supervisor.start({
    name: "floor",
    command: [...tool("next"), "start", "--hostname", "127.0.0.1", "--port", String(port)],
    folder,
    env: { ...inherited(process.env), FLOOR_URL: url, FLOOR_TOKEN: token, FLOOR_COMMAND: JSON.stringify(command) },
  });
  const address = `http://127.0.0.1:${port}`;
  await supervisor.ready("floor", () => answers(`${address}/empty`), readyMs);
  return { url: address, pid: part.pid };
}

async function answers(url: string): Promise<boolean> {
  const { status } = await fetch(url, { method: "POST", signal: AbortSignal.timeout(5_000) });
  if (status !== 200) throw new Error(`it answers ${status}`);
  return true;
}

async function provideBuild(supervisor: Supervisor) {
  const { version } = createRequire(import.meta.url)("next/package.json");
  const stamp = join(folder, ".next", "holdfast-source");
  const source = `${version} ${await hashSource(folder)}`;
  if (readIfThere(stamp) === source) return;
  const env = inherited(process.env);
  await supervisor.run({ name: "floor-build", command: [...tool("next"), "build", "--webpack"], folder, env }, buildMs);
  writeFileSync(stamp, source);
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
