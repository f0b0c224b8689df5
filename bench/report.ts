import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { localDir, shownPath } from "../local/project";
import { ratioOf, type Spread, spreadOf } from "./rounds";

/** One thing measured, once a round. */
export type Figure = Spread & { what: string; unit: string; rounds: number[] };

/** A promise of the design, and what came of it. */
export type Budget = Spread & { id: string; what: string; target: number; isMost: boolean; isMet: boolean };

export type Report = { figures: Figure[]; budgets: Budget[]; notes: string[] };

export const figure = (what: string, unit: string, rounds: number[]): Figure => ({
  what,
  unit,
  rounds,
  ...spreadOf(rounds),
});

/** Ours must be at least `target` times the floor. */
export function atLeast(id: string, what: string, ours: number[], floor: number[], target: number): Budget {
  const spread = ratioOf(ours, floor);
  return { id, what, ...spread, target, isMost: false, isMet: spread.median >= target };
}

/** The figure itself must be at most `target`. */
export function atMost(id: string, what: string, values: number[], target: number): Budget {
  const spread = spreadOf(values);
  return { id, what, ...spread, target, isMost: true, isMet: spread.median <= target };
}

const short = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const spread = ({ median, min, max }: Spread) => `${short(median).padStart(8)}  (${short(min)} to ${short(max)})`;

export const machine = (stores: Record<string, string>) => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? "unknown",
  node: process.version,
  ...stores,
  load: loadavg().map((load) => Number(load.toFixed(1))),
});

/** Says what was measured, and keeps it as JSON beside the other results. */
export function tell(name: string, report: Report, on: ReturnType<typeof machine>, seconds: number): void {
  const { figures, budgets, notes } = report;
  const width = Math.max(...[...figures, ...budgets].map(({ what }) => what.length)) + 6;
  console.log(
    `\n${name}, ${seconds.toFixed(0)} s on ${Object.entries(on)
      .map(([key, value]) => `${key} ${value}`)
      .join(", ")}\n`,
  );
  for (const { what, unit, ...rest } of figures) console.log(`  ${what.padEnd(width)} ${spread(rest)} ${unit}`);
  console.log("");
  for (const { id, what, target, isMost, isMet, ...rest } of budgets) {
    const verdict = `${isMost ? "at most" : "at least"} ${target}: ${isMet ? "met" : "NOT MET"}`;
    console.log(`  ${`${id}  ${what}`.padEnd(width)} ${spread(rest)}  ${verdict}`);
  }
  for (const note of notes) console.log(`  ${note}`);
  const folder = join(localDir(), "bench", "results");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(
    file,
    `${JSON.stringify({ name, at: new Date().toISOString(), seconds, machine: on, ...report }, null, 2)}\n`,
  );
  console.log(`\n  ${shownPath(file)}`);
}
