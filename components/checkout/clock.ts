const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** `9:05`; never below nought. */
export function minutesAndSeconds(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / secondMs));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export type Milestone = 5 | 2 | 1 | 0;
const milestones: Milestone[] = [0, 1, 2, 5];

/** The last milestone that has been passed, in minutes left. */
export const milestoneAt = (leftMs: number): Milestone | undefined =>
  milestones.find((minutes) => leftMs <= minutes * minuteMs);
