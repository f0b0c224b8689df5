import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot, tool } from "../project";
import { inherited } from "./environment";
import type { Plan } from "./plan";

const buildMs = 15 * 60_000;
const filesMax = 20_000;

// What the build does not read. Everything else may matter.
const skipped =
  /^(node_modules|tests|bench|docs|local|deploy|coverage|test-results|playwright-report|\..*|next-env\.d\.ts|.*\.(md|tsbuildinfo))$/;

type Wish = Pick<Plan, "supervisor" | "distDir" | "mayBuild" | "say">;
const underway = new Map<string, Promise<void>>();

/** Builds the app for production unless the same source was built before. Those who ask meanwhile wait for that build. */
export function provideBuild(wish: Wish): Promise<void> {
  const asked = underway.get(wish.distDir) ?? build(wish).finally(() => underway.delete(wish.distDir));
  underway.set(wish.distDir, asked);
  return asked;
}

async function build({ supervisor, distDir, mayBuild, say }: Wish): Promise<void> {
  if (!mayBuild) {
    if (isBuilt(distDir)) return;
    throw new Error("There is no build yet, so --no-build has nothing to start.");
  }
  const stamp = join(projectRoot, distDir, "holdfast-source");
  const source = await hashSource(projectRoot);
  if (isBuilt(distDir) && (await readFile(stamp, "utf8").catch(() => "")) === source) return;
  say("building the app for production");
  await writeStamp(stamp, "");
  await supervisor.run(
    { name: "build", command: [...tool("next"), "build"], env: { ...inherited(process.env), NEXT_DIST_DIR: distDir } },
    buildMs,
  );
  await writeStamp(stamp, source);
}

const isBuilt = (distDir: string) => existsSync(join(projectRoot, distDir, "BUILD_ID"));

/** One value for all source files: their paths and their content. */
export async function hashSource(root: string): Promise<string> {
  const hash = createHash("sha256");
  const files = (await readdir(root)).filter((name) => !skipped.test(name)).toSorted();
  for (let next = files.shift(), count = 0; next !== undefined; next = files.shift(), count += 1) {
    if (count > filesMax) throw new Error(`More than ${filesMax} source files in ${root}.`);
    const path = join(root, next);
    const inner = await readdir(path).catch(() => undefined);
    if (inner)
      files.push(
        ...inner
          .filter((name) => !/\.test\.tsx?$/.test(name))
          .toSorted()
          .map((name) => join(next, name)),
      );
    else
      hash
        .update(`${next}\0`)
        .update(await readFile(path).catch(() => ""))
        .update("\0");
  }
  return hash.digest("hex");
}

async function writeStamp(stamp: string, text: string) {
  await mkdir(join(stamp, ".."), { recursive: true });
  await writeFile(stamp, text);
}
