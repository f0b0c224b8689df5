import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const limitMs = 120_000;
const digitsMax = 2_147_483_647;

export type Flood = { redisUrl: string; clients: number; pipeline: number; requests: number; command: string[] };

/** Where redis-benchmark puts 12 fresh digits, at each place of each request its own. */
export const freshDigits = "__rand_int__";

/** Commands a second, by the program that comes with Redis: it is written in C and costs less than what it measures. */
export async function flood({ redisUrl, clients, pipeline, requests, command }: Flood): Promise<number> {
  const { hostname, port, pathname } = new URL(redisUrl);
  const where = ["-h", hostname, "-p", port || "6379", "--dbnum", pathname.slice(1) || "0"];
  const how = ["-c", clients, "-P", pipeline, "-n", requests, "-r", digitsMax, "--csv"].map(String);
  const { stdout, stderr } = await run("redis-benchmark", [...where, ...how, ...command], { timeout: limitMs }).catch(
    (problem: NodeJS.ErrnoException) => {
      if (problem.code === "ENOENT") throw new Error("redis-benchmark is not here: apt-get install redis-tools");
      throw problem;
    },
  );
  // "test","rps","avg_latency_ms", ...
  const perSecond = Number(/^"[^"\n]*","([\d.]+)",/m.exec(stdout)?.[1]);
  if (!(perSecond > 0) || /error/i.test(stderr + stdout)) throw new Error(`redis-benchmark said: ${stdout}${stderr}`);
  return perSecond;
}
