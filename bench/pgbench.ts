import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const clients = 50;
const threads = 2;
const spareMs = 60_000;

type Storm = { databaseUrl: string; folder: string; name: string; script: string; seconds: number };

/** Transactions a second by 50 clients, by the program that comes with Postgres. `script` is its own language. */
export async function storm({ databaseUrl, folder, name, script, seconds }: Storm): Promise<number> {
  const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.sql`);
  writeFileSync(file, script);
  const words = ["-n", "-M", "prepared", "-c", clients, "-j", threads, "-T", seconds, "-f", file, databaseUrl].map(
    String,
  );
  const { stdout } = await run("pgbench", words, { timeout: seconds * 1000 + spareMs }).catch(
    (problem: NodeJS.ErrnoException) => {
      if (problem.code === "ENOENT") throw new Error("pgbench is not here: apt-get install postgresql-contrib");
      throw problem;
    },
  );
  const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
  const failed = Number(/number of failed transactions: (\d+)/.exec(stdout)?.[1] ?? 0);
  if (!(perSecond > 0) || failed > 0) throw new Error(`pgbench said of ${name}: ${stdout}`);
  return perSecond;
}
