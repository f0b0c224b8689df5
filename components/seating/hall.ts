import { isolated } from "@/lib/core/isolated";
import { formatMoney } from "@/lib/core/money";
import { free, statusesOf } from "./availability-bits";
import { accessible, companion, type House, obstructed, placeOf } from "./house";
import { fill, type SeatTexts } from "./seat-texts";

/** A ticket type that sells the seats of a price category. */
export type Offer = { id: string; name: string; category: string; totalCents: number; isOpen: boolean };

/** How everything of a house is called, with its prices. */
export type Words = ReturnType<typeof wordsOf>;

type Saying = {
  house: House;
  offers: Offer[];
  currency: string;
  locale: string;
  texts: Pick<SeatTexts, "seat" | "from" | "marks">;
};

export const offersOf = (house: House, offers: Offer[], category: number) =>
  offers.filter((offer) => offer.category === house.categories[category]?.id);

export function wordsOf({ house, offers, currency, locale, texts }: Saying) {
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const prices = house.categories.map((_, category) => {
    const [first, ...others] = offersOf(house, offers, category).map(({ totalCents }) => totalCents);
    if (first === undefined) return { least: undefined, text: "" };
    const least = Math.min(first, ...others);
    return {
      least,
      text:
        others.some((cents) => cents !== least) || first !== least
          ? fill(texts.from, { price: money(least) })
          : money(least),
    };
  });
  const name = (seat: number) => {
    const { section, row } = placeOf(house, seat);
    const part = house.sections[section];
    return fill(texts.seat, {
      section: isolated(part?.name ?? ""),
      row: isolated(part?.rows[row]?.name ?? ""),
      number: isolated(house.plates[seat] ?? ""),
    });
  };
  const marks = (seat: number) => {
    const bits = house.marks[seat] ?? 0;
    return [
      ...(bits & accessible ? [texts.marks.accessible] : []),
      ...(bits & companion ? [texts.marks.companion] : []),
      ...(bits & obstructed ? [texts.marks.obstructed] : []),
    ];
  };
  const price = (seat: number) => prices[house.category[seat] ?? 0]?.text ?? "";
  return { money, prices, name, marks, price, placeOf: (seat: number) => placeOf(house, seat) };
}

/** What can be had now: seats of no open ticket type, or of nobody's, are not for sale. `own` are held by this fan already. */
export function statusesIn(house: House, data: string | undefined, offers: Offer[], own: { id: string }[]): Uint8Array {
  const statuses = data === undefined ? new Uint8Array(house.count) : statusesOf(data, house.count);
  for (const { id } of own) statuses[house.byId.get(id) ?? house.count] = free;
  const open = house.categories.map((_, category) => offersOf(house, offers, category).some(({ isOpen }) => isOpen));
  for (let seat = 0; seat < house.count; seat++) {
    if (statuses[seat] === free && !open[house.category[seat] ?? 0]) statuses[seat] = 3;
  }
  return statuses;
}

/** How many seats are free between two numbers. */
export function freeIn(statuses: Uint8Array, first: number, count: number): number {
  let found = 0;
  for (let seat = first; seat < first + count; seat++) if (statuses[seat] === free) found++;
  return found;
}

/** The least that a seat of a section costs: its own category's, or another's that some of its seats are of. */
export function leastIn(house: House, words: Words, first: number, count: number): number | undefined {
  let least: number | undefined;
  for (let seat = first; seat < first + count; seat++) {
    const price = words.prices[house.category[seat] ?? 0]?.least;
    if (price !== undefined && (least === undefined || price < least)) least = price;
  }
  return least;
}
