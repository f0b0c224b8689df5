import { invariant } from "@/lib/core/invariant";
import type { Catalogue, CatalogueType } from "./catalogue";
import type { Line } from "./hold";
import type { LaidSeat, SeatLayout } from "./seat-layout";
import { seatsOf } from "./seats-of";

/** A seat by its id in the plan; its type if not the first one of its price category that is on sale. */
export type SeatPick = { id: string; ticketTypeId?: string | undefined };
export type BestAvailable = {
  ticketTypeId: string;
  quantity: number;
  /** The id of a section. */
  section?: string | undefined;
  /** Two rows, one behind the other, will do as well. */
  split?: boolean | undefined;
};
export type SeatsWish = {
  seats?: SeatPick[] | undefined;
  /** At most one a ticket type. */
  bestAvailable?: BestAvailable[] | undefined;
  /** How many of the fans need an accessible seat: as many may be picked, and are looked for. */
  accessible?: number | undefined;
};

/** `places`: which seats each seated type wants, as scripts/lines.lua reads it. */
export type SeatLines = { lines: Line[]; places: Map<string, string> };

const isOffered = ({ kind, visibility, category }: CatalogueType) =>
  kind === "seated" && visibility === "public" && category !== undefined;

const isOpen = ({ paused, saleStartsAt, saleEndsAt }: CatalogueType, nowMs: number) =>
  !paused && (saleStartsAt ?? 0) <= nowMs && nowMs < (saleEndsAt ?? Number.POSITIVE_INFINITY);

/**
 * The seats asked for as one line a ticket type; undefined where one is not there, or not offered to everybody. With
 * `nowMs`, a pick that names no type is of the first that is on sale then; whether it is, the script judges.
 */
export function seatLines(catalogue: Catalogue, wish: SeatsWish, nowMs?: number): SeatLines | undefined {
  const { seats: picks = [], bestAvailable = [] } = wish;
  if (picks.length + bestAvailable.length === 0) return { lines: [], places: new Map() };
  const layout = seatsOf(catalogue);
  const offered = catalogue.types.filter(isOffered);
  const open = offered.filter((type) => nowMs !== undefined && isOpen(type, nowMs));
  const picked = layout && pickedByType(picks, layout, [...open, ...offered]);
  if (!picked) return undefined;
  const bests = new Map(bestAvailable.map((best) => [best.ticketTypeId, best]));
  invariant(bests.size === bestAvailable.length, "the best available are asked for once a ticket type");
  for (const { ticketTypeId, quantity, section } of bestAvailable) {
    invariant(Number.isSafeInteger(quantity) && quantity > 0, "a quantity is whole and positive");
    const known = offered.some(({ id }) => id === ticketTypeId);
    if (!known || (section !== undefined && !layout.parts.has(section))) return undefined;
    picked.set(ticketTypeId, picked.get(ticketTypeId) ?? new Set());
  }
  const types = [...picked];
  return {
    lines: types.map(([ticketTypeId, positions]) => ({
      ticketTypeId,
      quantity: positions.size + (bests.get(ticketTypeId)?.quantity ?? 0),
    })),
    places: new Map(
      types.map(([id, positions]) => [id, placesOf(catalogue, layout, [...positions], bests.get(id), wish.accessible)]),
    ),
  };
}

function pickedByType(picks: SeatPick[], layout: SeatLayout, offered: CatalogueType[]) {
  const picked = new Map<string, Set<number>>();
  const typed = new Map<number, string>();
  for (const { id, ticketTypeId } of picks) {
    const seat = layout.byId.get(id);
    const type = seat && typeOf(seat, ticketTypeId, offered);
    if (!type || (typed.get(seat.position) ?? type.id) !== type.id) return undefined;
    typed.set(seat.position, type.id);
    picked.set(type.id, (picked.get(type.id) ?? new Set()).add(seat.position));
  }
  return picked;
}

const typeOf = ({ category }: LaidSeat, wanted: string | undefined, offered: CatalogueType[]) =>
  offered.find((type) => type.category === category && (wanted === undefined || type.id === wanted));

function placesOf(
  { hold }: Catalogue,
  layout: SeatLayout,
  picked: number[],
  best?: BestAvailable,
  accessible = 0,
): string {
  const parts = best?.section === undefined ? [] : (layout.parts.get(best.section) ?? []);
  const ranges = parts.map(({ from, to }) => `${from}-${to}`).join();
  const flags = [best?.split ? 1 : 0, hold.singleGaps ? 0 : 1];
  return [layout.text.length, picked.join(), best?.quantity ?? 0, accessible, ...flags, ranges].join(":");
}

/** For a line whose seats are known already. */
export const noPlaces = (catalogue: Catalogue) => placesOf(catalogue, layoutFor(catalogue), []);

function layoutFor(catalogue: Catalogue): SeatLayout {
  const layout = seatsOf(catalogue);
  invariant(layout, "only an event with seats sells them");
  return layout;
}
