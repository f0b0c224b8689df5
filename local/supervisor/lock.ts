import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { findProcess, findStrays, isAlive, type Process, signalProcess, waitFor } from "./processes";

type Known = Pick<Process, "pid" | "startedAt">;
export type Holder = Known & { id: string; reaper?: Known };
export type Lock = { ok: true } | { ok: false; holder: Holder };

const attempts = 20;
const settleMs = 60;
const reaperMs = 15_000;
const remainsMs = 3_000;

/** One platform per state folder. A lock whose holder died is taken over, once nothing of the dead one runs any more. */
export async function takeLock(file: string, id: string, stateDir: string): Promise<Lock> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (writeNew(file, id)) {
      // Another start may have judged the same dead lock and moved ours away with it: the last writer holds.
      await sleep(settleMs);
      if (read(file)?.id === id) return { ok: true };
      continue;
    }
    const holder = read(file);
    if (holder && isAlive(holder)) return { ok: false, holder };
    if (holder) await endRemains(holder, stateDir);
    else await sleep(settleMs);
    discard(file, holder?.id);
  }
  throw new Error(`${file} changes hands all the time. Is something starting the platform in a loop?`);
}

/** Tells the next start whom to wait for, should we be killed. */
export function nameReaper(file: string, pid: number) {
  const holder = read(file);
  const startedAt = findProcess(pid)?.startedAt;
  if (holder && startedAt)
    writeFileSync(file, JSON.stringify({ ...holder, reaper: { pid, startedAt } } satisfies Holder));
}

function writeNew(file: string, id: string): boolean {
  const own: Holder = { id, pid: process.pid, startedAt: findProcess(process.pid)?.startedAt ?? "" };
  try {
    writeFileSync(file, JSON.stringify(own), { flag: "wx", mode: 0o600 });
    return true;
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw problem;
  }
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** Its own reaper goes first; we end what even that one left. */
async function endRemains({ id, reaper }: Holder, stateDir: string) {
  if (reaper) await waitFor(() => !isAlive(reaper), reaperMs);
  const remains = () => findStrays(`HOLDFAST_STACK_ID=${id}`, stateDir);
  for (const signal of ["SIGINT", "SIGKILL"] as const) {
    for (const pid of remains()) signalProcess(pid, signal);
    if (await waitFor(() => remains().length === 0, remainsMs)) return;
  }
}

// Renamed before it is removed, and looked at again: between our look and now it may have become somebody's live lock.
function discard(file: string, expected: string | undefined) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside)?.id === expected) rmSync(aside, { force: true });
  else renameSync(aside, file);
}
