import type { Counts } from "./read-report";

/** What one runner found. */
export type Tally = Counts & { name: string; seconds: number };

/** The table of all runners, and what failed by name with its reason; the last line is for machines to read. */
export function summarize(tallies: readonly Tally[], notRun: readonly string[]): string {
  const width = Math.max(...[...tallies.map(({ name }) => name), ...notRun].map((name) => name.length), 0);
  const rows = tallies.map(({ name, passed, failed, skipped, seconds }) =>
    [
      `  ${name.padEnd(width)}  ${String(passed).padStart(4)} passed ${String(failed).padStart(4)} failed`,
      skipped ? `${String(skipped).padStart(4)} skipped` : "",
      `${seconds.toFixed(1)} s`,
    ].join("  "),
  );
  const missing = notRun.map((name) => `  ${name.padEnd(width)}  not run`);
  const failures = tallies.flatMap(({ name, failures }) =>
    failures.flatMap(({ test, why }) => [`  ✗ ${name} › ${test}`, ...why.map((line) => `    | ${line}`)]),
  );
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  return [...rows, ...missing, ...failures, "", `${passed} passed, ${failed} failed`].join("\n");
}

export const hasFailed = (tallies: readonly Tally[]) => tallies.some(({ failed }) => failed > 0);
