import { invariant } from "@/lib/core/invariant";
import type { Catalogue, CatalogueType } from "./catalogue";
import { keys } from "./keys";

/** Numbers 1..size to give out: a pool, or a ticket type's own capacity inside one. */
export type Range = { id: string; size: number };

/** Where a ticket type's numbers come from; `own` only where its capacity is tighter than its pool. */
export type TypeLayout = { ticketTypeId: string; poolId: string; short: string; pool: Place; own?: Place };
/** `key` is the position of the range's freed set in KEYS. */
type Place = { key: number; size: number };

export type Layout = {
  keys: string[];
  ranges: Range[];
  types: Map<string, TypeLayout>;
  byShort: Map<string, TypeLayout>;
  /** `type:pool key:own key;…` as scripts/units.lua reads it; 0 for none. */
  shape: string;
};

const typesMax = 100;
const firstFreedKey = 3;
const known = new WeakMap<Catalogue, Layout>();

/** A ticket type as holds name it: the last group of its id. */
export const shortOf = (ticketTypeId: string) => ticketTypeId.slice(-12);

export function isCapped(type: CatalogueType, pools: Catalogue["pools"]): type is CatalogueType & { capacity: number } {
  const range = pools.find(({ id }) => id === type.poolId)?.range ?? 0;
  return type.capacity !== null && type.capacity < range;
}

const isGeneral = (type: CatalogueType): type is CatalogueType & { poolId: string } =>
  type.kind === "general" && type.poolId !== null;

/** The keys of an event's sale and who uses which, worked out once for a catalogue. */
export function layoutOf(catalogue: Catalogue): Layout {
  const found = known.get(catalogue);
  if (found) return found;
  const layout = workOut(catalogue);
  known.set(catalogue, layout);
  return layout;
}

/** The position of a pool's freed set in KEYS; 0 where this catalogue knows no such pool. */
export const freedKey = (catalogue: Catalogue, poolId: string) =>
  layoutOf(catalogue).keys.indexOf(keys.freed(catalogue.eventId, poolId)) + 1;

function workOut({ eventId, types, pools }: Catalogue): Layout {
  const general = types.filter(isGeneral);
  invariant(general.length <= typesMax, `an event has at most ${typesMax} ticket types`);
  const used = pools.filter(({ id }) => general.some(({ poolId }) => poolId === id));
  const capped = general.filter((type) => isCapped(type, pools));
  const ranges = [
    ...used.map(({ id, range }) => ({ id, size: range })),
    ...capped.map(({ id, capacity }) => ({ id, size: capacity ?? 0 })),
  ];
  const placeOf = (rangeId: string): Place | undefined => {
    const at = ranges.findIndex(({ id }) => id === rangeId);
    const range = ranges[at];
    return range && { key: at + firstFreedKey, size: range.size };
  };
  const laidOut = general.map(({ id, poolId }): TypeLayout => {
    const [pool, own] = [placeOf(poolId), placeOf(id)];
    invariant(pool, "a ticket type has a pool");
    return { ticketTypeId: id, poolId, short: shortOf(id), pool, ...(own && { own }) };
  });
  const byShort = new Map(laidOut.map((type) => [type.short, type]));
  invariant(byShort.size === laidOut.length, "the ticket types of an event differ in the last group of their ids");
  return {
    keys: [keys.sale(eventId), keys.expiry(eventId), ...ranges.map(({ id }) => keys.freed(eventId, id))],
    ranges,
    types: new Map(laidOut.map((type) => [type.ticketTypeId, type])),
    byShort,
    shape: laidOut.map(({ short, pool, own }) => `${short}:${pool.key}:${own?.key ?? 0}`).join(";"),
  };
}
