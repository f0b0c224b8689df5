import { execFile } from "node:child_process";
import { chown, lchown, mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectRoot, shortHash } from "../project";
import { copyBinaries, readyBinaries } from "./binaries";

/** Where Postgres lives and as whom it runs: it refuses to run as root. */
export type Host = {
  folder: string;
  native: string;
  prefix: string[];
  user?: { uid: number; gid: number };
};

const nobody = 65_534;
const probeMs = 10_000;

/** The first of these that can run the binaries and write the folder: ourselves, a user namespace, an unprivileged account. */
export async function findHost(stateDir: string): Promise<Host> {
  const native = await readyBinaries(stateDir);
  const folder = join(stateDir, "postgres");
  await mkdir(folder, { recursive: true });
  if (process.getuid?.() !== 0) return { folder, native, prefix: [] };

  const namespace = {
    folder,
    native,
    prefix: ["unshare", "--user", "--map-user=1000", "--map-group=1000"],
  };
  if (await works(namespace, { uid: 0, gid: 0 })) return namespace;

  const owner = await stat(projectRoot);
  const account = owner.uid === 0 ? { uid: nobody, gid: nobody } : { uid: owner.uid, gid: owner.gid };
  const here = { folder, native, prefix: [], user: account };
  if (await works(here, account)) return here;

  const elsewhere = join("/var/tmp", `holdfast-${shortHash(stateDir)}`);
  const there = {
    folder: join(elsewhere, "postgres"),
    native: await copyBinaries(native, elsewhere),
    prefix: [],
    user: account,
  };
  if (await works(there, account)) return there;
  throw new Error(
    "Postgres refuses to run as root, and neither a user namespace nor another account can run it here.\n" +
      "Start the platform as a normal user, or set DATABASE_URL to a Postgres of yours.",
  );
}

/** Where `findHost` may have put data outside the state folder. */
export const distantFolder = (stateDir: string) => join("/var/tmp", `holdfast-${shortHash(stateDir)}`);

async function works({ folder, native, prefix, user }: Host, owner: { uid: number; gid: number }): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  await giveTo(folder, owner);
  const test = ["sh", "-c", 'test -w "$1" && "$2" --version', "sh", folder, join(native, "bin", "postgres")];
  const [program = "sh", ...words] = [...prefix, ...test];
  try {
    await promisify(execFile)(program, words, { cwd: "/", timeout: probeMs, ...user });
    return true;
  } catch {
    return false;
  }
}

/** The folder and all in it; nothing to do when it has that owner already. */
async function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }) {
  if ((await stat(folder)).uid === uid) return;
  for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), uid, gid);
  await chown(folder, uid, gid);
}
