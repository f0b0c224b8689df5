import { readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { endGroups, type Member } from "./end-groups";
import { findStrays, signalProcess, waitFor } from "./processes";

export type Notice = { watch: Member } | { forget: number };

/*
  Outlives the supervisor by a moment. It reads the supervisor's pipe; when the pipe closes, the supervisor is gone, however it
  went, and everything that it started is ended here.
*/
const [, , id = "", stateDir = "", ...files] = process.argv;
const members = new Map<number, Member>();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const notice = JSON.parse(line) as Notice;
    if ("watch" in notice) members.set(notice.watch.pid, notice.watch);
    // Its number may be given to a stranger from here on.
    else members.delete(notice.forget);
  })
  .on("close", end);

async function end() {
  await endGroups([...members.values()]);
  const strays = () => findStrays(`HOLDFAST_STACK_ID=${id}`, stateDir);
  for (const pid of strays()) signalProcess(pid, "SIGKILL");
  await waitFor(() => strays().length === 0, 2_000);
  for (const file of files) if (belongsToUs(file)) rmSync(file, { force: true });
}

function belongsToUs(file: string): boolean {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { id?: string }).id === id;
  } catch {
    return false;
  }
}
