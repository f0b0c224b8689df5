export type Poll = { floorMs: number; ceilMs: number };

/** Of the wait that is left, a fan asks this often. */
const asksPerWait = 12;
const failedMs = 2000;
const failedMsMax = 60_000;

const between = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value));

/** A crowd that came together does not ask together: a fifth more or less. `chance` is in [0, 1). */
const jittered = (ms: number, chance: number) => ms * (0.8 + 0.4 * chance);

/** How long until to ask again, in ms: the further away the longer. */
export const nextAskMs = ({ floorMs, ceilMs }: Poll, leftMs: number, chance: number): number =>
  jittered(between(floorMs, leftMs / asksPerWait, ceilMs), chance);

/** After so many failures in a row; never before the seconds of a `Retry-After` are over. */
export const askAfterFailureMs = (failures: number, retryAfterSeconds: number, chance: number): number => {
  const patience = jittered(Math.min(failedMsMax, failedMs * 2 ** Math.min(failures, 10)), chance);
  return Math.max(patience, retryAfterSeconds * 1000 * (1 + 0.4 * chance));
};
