import type { Section } from "./house";

/** The seat that an arrow key, Home or End leads to from a seat of this section; undefined for any other key. */
export function arrowed({ rows }: Section, seat: number, key: string, isRtl: boolean): number | undefined {
  const index = rows.findIndex(({ first, count }) => seat >= first && seat < first + count);
  const row = rows[index];
  if (!row) return undefined;
  const along = (by: number) => Math.min(row.first + row.count - 1, Math.max(row.first, seat + by));
  const across = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + by))] ?? row;
    // As far along as before: rows behind one another may differ in length.
    const share = row.count > 1 ? (seat - row.first) / (row.count - 1) : 0;
    return next === row ? seat : next.first + Math.round(share * (next.count - 1));
  };
  const forward = isRtl ? -1 : 1;
  const steps = new Map([
    ["ArrowRight", along(forward)],
    ["ArrowLeft", along(-forward)],
    ["ArrowDown", across(1)],
    ["ArrowUp", across(-1)],
    ["Home", row.first],
    ["End", row.first + row.count - 1],
  ]);
  return steps.get(key);
}
