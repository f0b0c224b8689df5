import type { SeatedSection, SeatingPlan } from "@/db/schema/seating";

/** Units `first` to `last` of a section's pool, all of one price category. */
export type Run = { section: string; first: number; last: number; category: string };

function ofSection({ id, category: usual, rows }: SeatedSection): Run[] {
  const runs: Run[] = [];
  let unit = 0;
  for (const { category = usual } of rows.flatMap(({ seats }) => seats)) {
    unit += 1;
    const run = runs.at(-1);
    if (run?.category === category) run.last = unit;
    else runs.push({ section: id, first: unit, last: unit, category });
  }
  return runs;
}

/** Which price category each seat of a plan is of. */
export const runsOf = ({ sections }: SeatingPlan): Run[] =>
  sections.flatMap((section) => (section.kind === "seats" ? ofSection(section) : []));
