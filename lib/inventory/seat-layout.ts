import type { Row, Seat, SeatedSection, SeatingPlan } from "@/db/schema/seating";
import { invariant } from "@/lib/core/invariant";

/** A seat of a plan: where it lies in the string of seats, and which unit of its section's pool it is. */
export type LaidSeat = {
  /** In the string, from 1. */
  position: number;
  id: string;
  sectionId: string;
  section: string;
  row: string;
  number: number | string;
  category: string;
  unit: number;
  /** What it is in the string while it is free. */
  letter: string;
};

/** How the seats of a plan lie in one string; see scripts/seats.lua. */
export type SeatLayout = {
  /** Every seat free. */
  text: string;
  /** Of each price category the letters of normal, accessible and companion seats, "-" where there are none. */
  letters: Map<string, string>;
  /** In the order of the document. */
  seats: LaidSeat[];
  byPosition: Map<number, LaidSeat>;
  byId: Map<string, LaidSeat>;
  /** By section: unit n is at n - 1. */
  bySection: Map<string, LaidSeat[]>;
  /** By section: where its rows lie, first and last position, neighbouring rows as one. */
  parts: Map<string, { from: number; to: number }[]>;
};

const kindsMax = 31;
const behindDigits = 6;
const firstLetter = 97;

type Place = { section: SeatedSection; row: Row; behind: number; order: number; rank: number };

/**
 * The plan's rows, best first (by rank, then in the order of the document), as one string: a letter for each kind of
 * seat, a space for an aisle, "@" and where the row behind it begins after each row. A version of a plan never changes,
 * so neither does a position.
 */
export function layOutSeats(plan: SeatingPlan): SeatLayout {
  const sections = plan.sections.filter((section): section is SeatedSection => section.kind === "seats");
  const rows = inDocument(sections);
  const ranked = rows.toSorted((a, b) => a.rank - b.rank || a.order - b.order);
  const starts = startsOf(ranked);
  const letters = lettersOf(sections);
  const byPosition = new Map<number, LaidSeat>();
  const bySection = new Map(sections.map(({ id }): [string, LaidSeat[]] => [id, []]));
  for (const { section, row, order } of rows) {
    const seats = bySection.get(section.id) ?? [];
    let position = starts.get(order) ?? 0;
    for (const [index, seat] of row.seats.entries()) {
      const laid = { ...seatOf(section, row, seat), position, unit: seats.length + 1 };
      const letter = letters.get(laid.category)?.[kindOf(seat)] ?? "";
      seats.push({ ...laid, letter });
      byPosition.set(position, { ...laid, letter });
      position += row.aisles?.includes(index + 1) ? 2 : 1;
    }
  }
  const seats = [...bySection.values()].flat();
  return {
    text: ranked.map((place) => rowText(place, starts, byPosition)).join(""),
    letters,
    seats,
    byPosition,
    byId: new Map(seats.map((seat) => [seat.id, seat])),
    bySection,
    parts: partsOf(ranked, starts),
  };
}

function inDocument(sections: SeatedSection[]): Place[] {
  let order = 0;
  return sections.flatMap((section) =>
    section.rows.map((row, index) => {
      order += 1;
      const behind = index + 1 < section.rows.length ? order + 1 : 0;
      return { section, row, behind, order, rank: row.rank ?? section.rank ?? 0 };
    }),
  );
}

const widthOf = ({ seats, aisles = [] }: Row) => seats.length + aisles.filter((after) => after < seats.length).length;

/** Where each row begins, by its order in the document. */
function startsOf(ranked: Place[]): Map<number, number> {
  const starts = new Map<number, number>();
  let position = 1;
  for (const { row, order } of ranked) {
    starts.set(order, position);
    position += widthOf(row) + 1 + behindDigits;
  }
  invariant(position < 10 ** behindDigits, "a position of a seat has at most six digits");
  return starts;
}

const kindOf = (seat: Seat) => (seat.accessible ? 1 : seat.companion ? 2 : 0);
const categoryOf = (section: SeatedSection, seat: Seat) => seat.category ?? section.category;

function seatOf(section: SeatedSection, row: Row, seat: Seat) {
  const { id, number } = seat;
  const category = categoryOf(section, seat);
  return { id, number, category, sectionId: section.id, section: section.name, row: row.name };
}

/** Only kinds that there are get a letter. */
function lettersOf(sections: SeatedSection[]): Map<string, string> {
  const letters = new Map<string, string>();
  let used = 0;
  for (const section of sections)
    for (const seat of section.rows.flatMap(({ seats }) => seats)) {
      const category = categoryOf(section, seat);
      const kinds = [...(letters.get(category) ?? "---")];
      if (kinds[kindOf(seat)] !== "-") continue;
      kinds[kindOf(seat)] = String.fromCharCode(firstLetter + used++);
      letters.set(category, kinds.join(""));
    }
  invariant(used <= kindsMax, `a plan has at most ${kindsMax} kinds of seat`);
  return letters;
}

function rowText({ row, order, behind }: Place, starts: Map<number, number>, seats: Map<number, LaidSeat>): string {
  const first = starts.get(order) ?? 0;
  const places = Array.from({ length: widthOf(row) }, (_, index) => seats.get(first + index)?.letter ?? " ");
  return `${places.join("")}@${String(starts.get(behind) ?? 0).padStart(behindDigits, "0")}`;
}

function partsOf(ranked: Place[], starts: Map<number, number>): SeatLayout["parts"] {
  const parts: SeatLayout["parts"] = new Map();
  let before: { sectionId: string; part: { from: number; to: number } } | undefined;
  for (const { section, row, order } of ranked) {
    const from = starts.get(order) ?? 0;
    const to = from + widthOf(row) + behindDigits;
    if (before?.sectionId === section.id) before.part.to = to;
    else {
      before = { sectionId: section.id, part: { from, to } };
      parts.set(section.id, [...(parts.get(section.id) ?? []), before.part]);
    }
  }
  return parts;
}
