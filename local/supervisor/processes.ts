import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export type Process = {
  pid: number;
  parent: number;
  group: number;
  /** With the pid it names one process for good: a number may be given out again. */
  startedAt: string;
};

const hasProc = process.platform === "linux";
let knownBoot: string | undefined;

/** Every process that still runs; those that ended and only wait to be collected are left out. */
export function listProcesses(): Process[] {
  if (hasProc) return pidsOfProc().flatMap((pid) => readProc(pid) ?? []);
  const table = execFileSync("ps", ["-axo", "pid=,ppid=,pgid=,stat=,lstart="], { encoding: "utf8", timeout: 5_000 });
  return table.split("\n").flatMap((line) => {
    const [pid, parent, group, state, ...started] = line.trim().split(/\s+/);
    if (!pid || !state || state.startsWith("Z")) return [];
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), startedAt: started.join(" ") }];
  });
}

export function findProcess(pid: number): Process | undefined {
  return hasProc ? readProc(pid) : listProcesses().find((process) => process.pid === pid);
}

export const isAlive = ({ pid, startedAt }: Pick<Process, "pid" | "startedAt">) =>
  findProcess(pid)?.startedAt === startedAt;

export function isGroupAlive(group: number): boolean {
  return signalGroup(group, 0) && listProcesses().some((process) => process.group === group);
}

/** False when nothing is left to receive the signal. Group 0 would be our own. */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  return group > 1 && deliver(-group, signal);
}

export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  return deliver(pid, signal);
}

/** Processes that inherited this setting, and stores at work in this folder, whatever session they moved to. Linux only; elsewhere none. */
export function findStrays(setting: string, folder: string): number[] {
  if (!hasProc) return [];
  return pidsOfProc().filter((pid) => pid !== process.pid && (inherited(pid, setting) || isStoreIn(pid, folder)));
}

/** Processes of a Postgres or Redis that works in this folder. Linux only; elsewhere none. */
export const findStores = (folder: string): number[] =>
  hasProc ? pidsOfProc().filter((pid) => isStoreIn(pid, folder)) : [];

/** The words a process was started with, if the system tells. */
export function commandOf(pid: number): string {
  try {
    if (hasProc) return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8", timeout: 5_000 }).trim();
  } catch {
    return "";
  }
}

/** True once the condition holds; false when the time is over. */
export async function waitFor(condition: () => boolean, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > end) return false;
    await sleep(40);
  }
  return true;
}

const pidsOfProc = () => readdirSync("/proc").map(Number).filter(Number.isInteger);

function readProc(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command may hold spaces and brackets, so the fields are counted from its last bracket.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, parent, group] = fields;
    if (state === "Z" || state === "X") return undefined;
    return { pid, parent: Number(parent), group: Number(group), startedAt: `${boot()}:${fields[19]}` };
  } catch {
    return undefined;
  }
}

// A start time counts from the machine's own start.
function boot(): string {
  knownBoot ??= readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return knownBoot;
}

function inherited(pid: number, setting: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(setting) && readProc(pid) !== undefined;
  } catch {
    return false;
  }
}

// Stores write their title over their environment, so only the folder tells whose they are. A shell may sit there too.
function isStoreIn(pid: number, folder: string): boolean {
  try {
    if (!/^(postgres|redis|valkey)/.test(readFileSync(`/proc/${pid}/comm`, "utf8"))) return false;
    const where = readlinkSync(`/proc/${pid}/cwd`);
    return (where === folder || where.startsWith(`${folder}/`)) && readProc(pid) !== undefined;
  } catch {
    return false;
  }
}

function deliver(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === "EPERM";
  }
}
