import type { Catalogue, CatalogueType } from "./catalogue";
import { layoutOf } from "./layout";

export type TypeStatus = "available" | "few" | "sold_out" | "not_on_sale" | "paused";
export type TypeCounts = { capacity: number; sold: number; held: number; available: number; status: TypeStatus };

/** What one reading says of a ticket type; `own` is what its own capacity leaves, the pool's where it has none. */
export type Reading = { held: number; sold: number; pool: number; own: number };
export type Moment = { nowMs: number; paused: boolean };

const fewShare = 0.1;

/** Capacity is what is left and what is used, so a blocked unit is in neither. */
export function countsOf(catalogue: Catalogue, readings: Map<string, Reading>, at: Moment): Record<string, TypeCounts> {
  const counts = catalogue.types.flatMap((type) => {
    const reading = readings.get(type.id);
    if (!reading) return [];
    const { held, sold, pool, own } = reading;
    const all = pool + usedIn(type, catalogue, readings);
    const capacity = layoutOf(catalogue).types.get(type.id)?.own ? Math.min(own + held + sold, all) : all;
    const available = Math.max(0, Math.min(pool, own));
    return [[type.id, { capacity, sold, held, available, status: statusOf(type, available, capacity, at) }]];
  });
  return Object.fromEntries(counts);
}

/** Units that somebody could hold this moment: what types share counts once. */
export function freeUnits(catalogue: Catalogue, readings: Map<string, Reading>, at: Moment): number {
  const ranges = new Map<string, { pool: number; own: number }>();
  for (const type of catalogue.types) {
    const reading = readings.get(type.id);
    if (!reading || ["not_on_sale", "paused"].includes(statusOf(type, 1, 1, at))) continue;
    const { pool, own } = reading;
    const name = type.poolId ?? `category ${type.category}`;
    ranges.set(name, { pool, own: (ranges.get(name)?.own ?? 0) + Math.max(0, Math.min(pool, own)) });
  }
  return [...ranges.values()].reduce((sum, { pool, own }) => sum + Math.max(0, Math.min(pool, own)), 0);
}

/** By all that share what the type is sold from: a pool, or a price category. */
const usedIn = ({ poolId, category }: CatalogueType, { types }: Catalogue, readings: Map<string, Reading>) =>
  types
    .filter((type) => type.poolId === poolId && type.category === category)
    .reduce((sum, { id }) => sum + (readings.get(id)?.held ?? 0) + (readings.get(id)?.sold ?? 0), 0);

function statusOf(type: CatalogueType, available: number, capacity: number, { nowMs, paused }: Moment): TypeStatus {
  if (nowMs < (type.saleStartsAt ?? 0) || nowMs >= (type.saleEndsAt ?? Number.POSITIVE_INFINITY)) return "not_on_sale";
  if (paused || type.paused) return "paused";
  if (available === 0) return "sold_out";
  return available <= capacity * fewShare ? "few" : "available";
}
