import type { PageEvent } from "@/components/event/event-page";
import { typeState } from "@/components/event/sale-state";
import { type SeatPlace, useSeatWords } from "@/components/event/use-seat-words";
import { useSeatTexts } from "@/components/seating/use-seat-texts";
import type { SeatSale } from "./use-picks";

export type HeldSeat = SeatPlace & { ticketTypeId: string };

/** What the picker is told of an event with a seating plan: which ticket types sell its seats, and those held already. */
export function useSeatSale(event: PageEvent, held: HeldSeat[], now: Date): SeatSale | undefined {
  const texts = useSeatTexts();
  const seatOf = useSeatWords();
  const { seatingVersion: version, hold } = event;
  if (!version) return undefined;
  const offers = event.ticketTypes.flatMap((type) => {
    if (type.category === null) return [];
    const { id, name, category, totalCents, maxPerOrder } = type;
    const isOpen = typeState(type, now) === "open";
    return [{ id, name, category, totalCents, isOpen, max: Math.min(maxPerOrder ?? hold.maxUnits, hold.maxUnits) }];
  });
  if (!offers.some(({ isOpen }) => isOpen)) return undefined;
  const categoryOf = (typeId: string) => offers.find(({ id }) => id === typeId)?.category ?? "";
  return {
    version,
    offers,
    held: held.map((seat) => ({
      id: seat.id,
      ticketTypeId: seat.ticketTypeId,
      category: categoryOf(seat.ticketTypeId),
      name: seatOf(seat),
    })),
    texts,
  };
}
