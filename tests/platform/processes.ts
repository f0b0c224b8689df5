import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process seen at one moment; its start tells it from a later one with the same number. */
export type Seen = { pid: number; parent: number; startedAt: string; command: string };

/** Everything that runs now. Read from /proc and not with the platform's own code: a measure must not share its faults. */
export function runningNow(): Seen[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const [state, parent] = fields;
        if (state === "Z" || state === "X") return [];
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        return [{ pid: Number(name), parent: Number(parent), startedAt: fields[19] ?? "", command }];
      } catch {
        return [];
      }
    });
}

/** The process and all that descend from it, in whatever group or session. */
export function familyOf(pid: number): Seen[] {
  const all = runningNow();
  const family = all.filter((process) => process.pid === pid);
  for (const member of family) family.push(...all.filter(({ parent }) => parent === member.pid));
  return family;
}

export function bearersOf(setting: string): Seen[] {
  return runningNow().filter(({ pid }) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(setting);
    } catch {
      return false;
    }
  });
}

export function stillRunning(seen: readonly Seen[]): Seen[] {
  const now = new Map(runningNow().map((process) => [process.pid, process.startedAt]));
  return seen.filter(({ pid, startedAt }) => now.get(pid) === startedAt);
}

/** What is left when the list is empty, or when the time is over. */
export async function settled<Item>(list: () => Item[], limitMs: number): Promise<Item[]> {
  const end = Date.now() + limitMs;
  while (list().length > 0 && Date.now() < end) await sleep(50);
  return list();
}
