import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");

/** Where the platform keeps its state; `HOLDFAST_LOCAL_DIR` puts it elsewhere. */
export const localDir = () => resolve(process.env.HOLDFAST_LOCAL_DIR || join(projectRoot, ".local"));

/** As one would type it here. */
export function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith("..") ? path : near;
}

export const shortHash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** Runs one of our scripts in one process, so that its pid is the pid to watch and to end. */
export const script = (path: string): [string, ...string[]] => [
  process.execPath,
  "--import",
  import.meta.resolve("tsx"),
  join(projectRoot, path),
];

/** The same for a file of the database layer, whose modules are marked `server-only`. */
export const serverScript = (path: string): [string, ...string[]] => {
  const [node, ...rest] = script(path);
  return [node, "--conditions=react-server", ...rest];
};

/** A command-line tool among our dependencies, again as one process. */
export const tool = (name: string): [string, ...string[]] => [
  process.execPath,
  realpathSync(join(projectRoot, "node_modules", ".bin", name)),
];

/** Next wants its output inside the project, whatever `HOLDFAST_LOCAL_DIR` says. */
export function nextDir(stateDir: string): string {
  const inside = relative(projectRoot, join(stateDir, "next"));
  return inside.startsWith("..") ? join(".local", `next-${shortHash(stateDir)}`) : inside;
}
