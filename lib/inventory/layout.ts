import { invariant } from "@/lib/core/invariant";
import type { Catalogue, CatalogueType } from "./catalogue";
import { keys } from "./keys";
import type { SeatLayout } from "./seat-layout";
import { seatsOf } from "./seats-of";

/** Numbers 1..size to give out: a pool, or a ticket type's own capacity inside one. */
export type Range = { id: string; size: number };

/** Where a ticket type's units come from; `own` only where it has a capacity of its own, or had one. */
export type TypeLayout = {
  ticketTypeId: string;
  short: string;
  /** Types of one source share what is left: a pool, or a price category of the plan. */
  source: string;
  pool: Place;
  own?: Place;
  /** Of a seated type: the kinds of seat it sells, see scripts/units.lua. */
  letters?: string;
};
/** `key` is the position of the range's freed set in KEYS; of seats, their string's, whose length is `size`. */
type Place = { key: number; size: number };

export type Layout = {
  keys: string[];
  ranges: Range[];
  types: Map<string, TypeLayout>;
  byShort: Map<string, TypeLayout>;
  /** `type:pool key:own key[:letters];…` as scripts/units.lua reads it; 0 for none. */
  shape: string;
};

const typesMax = 100;
export const seatsKey = 3;
const known = new WeakMap<Catalogue, Layout>();

/** A ticket type as holds name it: the last group of its id. */
export const shortOf = (ticketTypeId: string) => ticketTypeId.slice(-12);

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

/** How many units there are for a type but for its own capacity. */
function supplyOf({ poolId, category }: CatalogueType, { pools }: Catalogue, seats: SeatLayout | undefined): number {
  if (poolId) return pools.find(({ id }) => id === poolId)?.range ?? 0;
  return seats?.seats.filter((seat) => seat.category === category).length ?? 0;
}

/** Types that are sold: general ones from their pool, seated ones where the event has seats. */
const isSold = ({ kind, poolId, category }: CatalogueType, seats: SeatLayout | undefined) =>
  kind === "general" ? poolId !== null : seats !== undefined && category !== undefined;

/**
 * Types whose units have numbers of their own. How much there is to sell besides does not matter: a range that came and
 * went with it would forget the numbers that came back while it was away.
 */
export function numberedTypes(catalogue: Catalogue): Range[] {
  const seats = seatsOf(catalogue);
  return catalogue.types
    .filter((type) => (type.capacity !== null || type.numbered) && isSold(type, seats))
    .map((type) => ({ id: type.id, size: type.capacity ?? supplyOf(type, catalogue, seats) }));
}

function workOut(catalogue: Catalogue): Layout {
  const { eventId, types, pools } = catalogue;
  const seats = seatsOf(catalogue);
  invariant(seats || !catalogue.planVersionId, "seats are known before a catalogue with seats is used");
  const sold = types.filter((type) => isSold(type, seats));
  invariant(sold.length <= typesMax, `an event has at most ${typesMax} ticket types`);
  const ranges: Range[] = [
    ...pools.filter(({ id }) => sold.some(({ poolId }) => poolId === id)).map(({ id, range }) => ({ id, size: range })),
    ...numberedTypes(catalogue),
  ];
  const firstFreedKey = seats ? seatsKey + 1 : seatsKey;
  const placeOf = (rangeId: string): Place | undefined => {
    const at = ranges.findIndex(({ id }) => id === rangeId);
    const range = ranges[at];
    return range && { key: at + firstFreedKey, size: range.size };
  };
  const laidOut = sold.map(({ id, poolId, category = "" }): TypeLayout => {
    const own = placeOf(id);
    const pool = poolId ? placeOf(poolId) : { key: seatsKey, size: seats?.text.length ?? 0 };
    invariant(pool, "a ticket type has a pool");
    const letters = poolId ? undefined : (seats?.letters.get(category) ?? "---");
    return {
      ticketTypeId: id,
      short: shortOf(id),
      source: poolId ?? `category ${category}`,
      pool,
      ...(own && { own }),
      ...(letters && { letters }),
    };
  });
  const byShort = new Map(laidOut.map((type) => [type.short, type]));
  invariant(byShort.size === laidOut.length, "the ticket types of an event differ in the last group of their ids");
  return {
    keys: [
      keys.sale(eventId),
      keys.expiry(eventId),
      ...(seats ? [keys.seats(eventId)] : []),
      ...ranges.map(({ id }) => keys.freed(eventId, id)),
    ],
    ranges,
    types: new Map(laidOut.map((type) => [type.ticketTypeId, type])),
    byShort,
    shape: laidOut
      .map(({ short, pool, own, letters }) => [short, pool.key, own?.key ?? 0, ...(letters ? [letters] : [])].join(":"))
      .join(";"),
  };
}
