import { planOfVersion } from "@/db/queries/seating";
import { invariant } from "@/lib/core/invariant";
import type { Catalogue } from "./catalogue";
import { type LaidSeat, layOutSeats, type SeatLayout } from "./seat-layout";

/** Layouts this process keeps, by version of a plan; a large one has some 15 MB. */
const layoutsMax = 4;
const layouts = new Map<string, Promise<SeatLayout>>();
const known = new WeakMap<Catalogue, SeatLayout>();

/** The same catalogue, whose seats are known from now on. Asks Postgres once for a version of a plan. */
export async function withSeats(catalogue: Catalogue): Promise<Catalogue> {
  const { planVersionId } = catalogue;
  return planVersionId ? linkSeats(catalogue, await layoutOfVersion(planVersionId)) : catalogue;
}

export function linkSeats(catalogue: Catalogue, layout: SeatLayout): Catalogue {
  known.set(catalogue, layout);
  return catalogue;
}

/** The seats of the event's plan; undefined where it has none. */
export const seatsOf = (catalogue: Catalogue): SeatLayout | undefined => known.get(catalogue);

function layoutOfVersion(versionId: string): Promise<SeatLayout> {
  const kept = layouts.get(versionId);
  if (kept) {
    // The one used last is the last.
    layouts.delete(versionId);
    layouts.set(versionId, kept);
    return kept;
  }
  const [oldest] = layouts.keys();
  if (layouts.size >= layoutsMax && oldest) layouts.delete(oldest);
  const layout = load(versionId);
  layouts.set(versionId, layout);
  layout.catch(() => layouts.delete(versionId));
  return layout;
}

async function load(versionId: string): Promise<SeatLayout> {
  const plan = await planOfVersion(versionId);
  invariant(plan, "a version of a plan is never deleted");
  return layOutSeats(plan);
}

/** The seat that this unit of a pool is; undefined for a unit of general admission. */
export function seatAt(catalogue: Catalogue, poolId: string, unit: number): LaidSeat | undefined {
  const section = catalogue.pools.find(({ id }) => id === poolId)?.section;
  return section ? seatsOf(catalogue)?.bySection.get(section)?.[unit - 1] : undefined;
}
