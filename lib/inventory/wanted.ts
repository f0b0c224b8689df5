import { invariant } from "@/lib/core/invariant";
import type { Catalogue } from "./catalogue";
import type { HeldItem, Line } from "./hold";
import { layoutOf } from "./layout";
import { noPlaces, type SeatLines, type SeatsWish, seatLines } from "./seats-wanted";

const linesMax = 50;
const quantityMax = 1000;
const noEnd = Number.MAX_SAFE_INTEGER;

/** One line a ticket type. A quantity that is not whole and positive never reaches a script: it would mint stock. */
export function mergeLines(lines: Line[]): Line[] {
  const merged = new Map<string, number>();
  for (const { ticketTypeId, quantity } of lines) {
    invariant(Number.isSafeInteger(quantity) && quantity > 0, "a quantity is whole and positive");
    merged.set(ticketTypeId, Math.min(quantityMax, (merged.get(ticketTypeId) ?? 0) + quantity));
  }
  invariant(merged.size > 0 && merged.size <= linesMax, `an order has 1 to ${linesMax} lines`);
  return [...merged].map(([ticketTypeId, quantity]) => ({ ticketTypeId, quantity }));
}

/** What is asked for by quantity and by seat, see `seatLines`; undefined where something is not offered. */
export function wantedIn(catalogue: Catalogue, lines: Line[], seats: SeatsWish, nowMs?: number): SeatLines | undefined {
  const seated = seatLines(catalogue, seats, nowMs);
  if (!seated || !areOffered(catalogue, lines)) return undefined;
  const all = [...lines, ...seated.lines];
  invariant(all.length > 0 && all.length <= linesMax, `an order has 1 to ${linesMax} lines`);
  return { lines: all, places: seated.places };
}

/** Whether everybody may ask for all of these. Types behind a code, and seats, are not asked for by quantity. */
export const areOffered = (catalogue: Catalogue, lines: Line[]) =>
  lines.every(({ ticketTypeId }) =>
    catalogue.types.some(
      ({ id, kind, visibility }) => id === ticketTypeId && kind === "general" && visibility === "public",
    ),
  );

/** The ten arguments of each line, as scripts/lines.lua reads them; `places` as `seatLines` names them. */
export const lineArguments = (catalogue: Catalogue, items: HeldItem[], places?: SeatLines["places"]) =>
  items.flatMap((item) => {
    const place = layoutOf(catalogue).types.get(item.ticketTypeId);
    const type = catalogue.types.find(({ id }) => id === item.ticketTypeId);
    invariant(place && type, "a line names a ticket type of its catalogue");
    const prices = [item.unitCents, item.feeCents, item.taxCents];
    invariant(
      prices.every((cents) => Number.isSafeInteger(cents) && cents >= 0),
      "a price is whole, and not negative",
    );
    return [
      place.short,
      item.quantity,
      type.saleStartsAt ?? 0,
      // What is paused has closed, until somebody resumes it.
      type.paused ? 0 : (type.saleEndsAt ?? noEnd),
      type.maxPerOrder ?? quantityMax,
      place.pool.key,
      place.letters ? (places?.get(item.ticketTypeId) ?? noPlaces(catalogue)) : place.pool.size,
      place.own?.key ?? 0,
      place.own?.size ?? 0,
      prices.join(":"),
    ];
  });
