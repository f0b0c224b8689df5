import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

let known: number | undefined;

/** How many of its ticks the kernel counts in a second. */
function ticksPerSecond(): number {
  known ??= Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8", timeout: 5_000 }));
  return known;
}

/** CPU time a process has used since it began, all threads, user and system, in microseconds. Linux only. */
export function cpuMicros(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The command may hold spaces and brackets, so the fields are counted from its last bracket.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user = 0, system = 0] = [fields[11], fields[12]].map(Number);
  return ((user + system) * 1_000_000) / ticksPerSecond();
}
