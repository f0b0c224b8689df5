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
  user?: Account;
};

type Account = { uid: number; gid: number };

const nobody = 65_534;
// 1000 is the first account of most machines, but a bare container may know nobody else than `nobody`.
const insiders = [1_000, nobody];
const probeMs = 10_000;

/** The first of these that can run the binaries and write the folder: ourselves, a user namespace, an unprivileged account. */
export async function findHost(stateDir: string): Promise<Host> {
  const native = await readyBinaries(stateDir);
  const folder = join(stateDir, "postgres");
  const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const candidates: Host[] = self.uid === 0 ? [] : [{ folder, native, prefix: [] }];
  for (const id of insiders) {
    candidates.push({ folder, native, prefix: ["unshare", "--user", `--map-user=${id}`, `--map-group=${id}`] });
  }
  for (const host of candidates) if (await works(host, self)) return host;
  // Most containers refuse user namespaces; root may become somebody else instead.
  const host = self.uid === 0 ? await findAccount(stateDir, folder, native) : undefined;
  if (host) return host;
  throw new Error(
    "Postgres wants to run as an ordinary user with a name, and neither this one, a user namespace nor another account will do.\n" +
      "Start the platform as a normal user, or set DATABASE_URL to a Postgres of yours.",
  );
}

async function findAccount(stateDir: string, folder: string, native: string): Promise<Host | undefined> {
  const { uid, gid } = await stat(projectRoot);
  const users = [
    { uid, gid },
    { uid: nobody, gid: nobody },
  ].filter((user) => user.uid !== 0);
  for (const user of users) {
    const host = { folder, native, prefix: [], user };
    if (await works(host, user)) return host;
  }
  // No other account may enter the folder the project lies in.
  const elsewhere = distantFolder(stateDir);
  await mkdir(elsewhere, { recursive: true, mode: 0o755 });
  if ((await stat(elsewhere)).uid !== 0) throw new Error(`${elsewhere} belongs to somebody else; remove it.`);
  const copy = await copyBinaries(native, elsewhere);
  const user = { uid: nobody, gid: nobody };
  const host = { folder: join(elsewhere, "postgres"), native: copy, prefix: [], user };
  return (await works(host, user)) ? host : undefined;
}

/** Where `findHost` may have put data outside the state folder. */
export const distantFolder = (stateDir: string) => join("/var/tmp", `holdfast-${shortHash(stateDir)}`);

async function works({ folder, native, prefix, user }: Host, owner: Account): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  await giveTo(folder, owner);
  const probe = 'test -w "$1" && id -un && "$2" --version';
  const [program = "sh", ...words] = [...prefix, "sh", "-c", probe, "sh", folder, join(native, "bin", "postgres")];
  try {
    await promisify(execFile)(program, words, { cwd: "/", timeout: probeMs, ...user });
    return true;
  } catch {
    return false;
  }
}

/** The folder and all in it; nothing to do when it has that owner already. */
async function giveTo(folder: string, { uid, gid }: Account) {
  if ((await stat(folder)).uid === uid) return;
  for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), uid, gid);
  await chown(folder, uid, gid);
}
