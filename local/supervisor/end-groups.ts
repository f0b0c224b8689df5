import { isAlive, isGroupAlive, type Process, signalGroup, signalProcess, waitFor } from "./processes";

/** The leader of a process group and the signal that asks it to finish. */
export type Member = Pick<Process, "pid" | "startedAt"> & { signal: NodeJS.Signals };

const graceMs = 4_000;
const certainMs = 5_000;

/** Asks every group to finish, then ends what is left. True when nothing of them runs any more. */
export async function endGroups(members: readonly Member[], patienceMs = graceMs): Promise<boolean> {
  for (const member of members) {
    if (!isAlive(member)) continue;
    signalProcess(member.pid, member.signal);
    // A stopped process hears nothing until it continues.
    signalGroup(member.pid, "SIGCONT");
  }
  const led = () => members.some(isAlive);
  await waitFor(() => !led(), patienceMs);
  // The leader had its chance to end its own children; whatever it left behind goes now.
  for (const { pid } of members) if (isGroupAlive(pid)) signalGroup(pid, "SIGKILL");
  return waitFor(() => !members.some(({ pid }) => isGroupAlive(pid)), certainMs);
}
