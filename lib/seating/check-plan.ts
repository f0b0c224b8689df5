import type { Row, Seat, SeatedSection, SeatingPlan } from "@/db/schema/seating";
import type { PlanError, PlanFault } from "./broken-plan";
import { planMax } from "./plan";

type Report = (code: PlanFault, path: (string | number)[], detail: string) => void;
/** What must be unique in the whole plan, as it is met. */
type Met = { seatIds: Set<string>; places: Set<string>; kinds: Set<string>; seats: number };

/** Says so if a value was met before. */
const once = (met: Set<string>, value: string, complain: () => void) => (met.has(value) ? complain() : met.add(value));

/** What a well-shaped plan still gets wrong as a whole; empty when nothing. */
export function checkPlan(plan: SeatingPlan): PlanError[] {
  const errors: PlanError[] = [];
  const report: Report = (code, path, detail) => errors.push({ code, path: path.join("."), detail });
  const categories = new Set<string>();
  for (const [index, { id }] of plan.categories.entries())
    once(categories, id, () => report("duplicate_category", ["categories", index], `Two categories are "${id}"`));
  const met: Met = { seatIds: new Set(), places: new Set(), kinds: new Set(), seats: 0 };
  const [ids, names] = [new Set<string>(), new Set<string>()];
  for (const [index, section] of plan.sections.entries()) {
    const path = ["sections", index];
    once(ids, section.id, () => report("duplicate_section_id", path, `Two sections are "${section.id}"`));
    once(names, section.name, () => report("duplicate_section_name", path, `Two sections are named ${section.name}`));
    checkCategory(section.category, categories, path, report);
    if (section.kind === "seats") checkSection(section, { met, categories, path, report });
  }
  if (met.seats > planMax.seats)
    report("too_many_seats", ["sections"], `${met.seats} seats; at most ${planMax.seats} in a plan`);
  if (met.kinds.size > planMax.kinds)
    report("too_many_kinds", ["categories"], `${met.kinds.size} kinds of seat; at most ${planMax.kinds}`);
  return errors;
}

function checkCategory(category: string, known: Set<string>, path: (string | number)[], report: Report) {
  if (!known.has(category)) report("unknown_category", path, `No category is "${category}"`);
}

type Place = { met: Met; categories: Set<string>; path: (string | number)[]; report: Report };

function checkSection(section: SeatedSection, place: Place) {
  const names = new Set<string>();
  for (const [index, row] of section.rows.entries()) {
    const path = [...place.path, "rows", index];
    const called = `Row ${row.name} of ${section.name}`;
    once(names, row.name, () => place.report("duplicate_row_name", path, `${called} is there twice`));
    checkAisles(row, path, called, place.report);
    checkSeats(row, section, { ...place, path });
  }
}

function checkAisles({ aisles = [], seats }: Row, path: (string | number)[], called: string, report: Report) {
  let before = 0;
  for (const [index, after] of aisles.entries()) {
    const at = [...path, "aisles", index];
    if (after < 1 || after >= seats.length) report("aisle_outside", at, `${called} has no seats on both sides of it`);
    else if (after <= before) report("aisle_twice", at, `Aisles of ${called} stand once each, in order`);
    before = Math.max(before, after);
  }
}

function checkSeats(row: Row, section: SeatedSection, { met, categories, path, report }: Place) {
  const numbers = new Set<string>();
  met.seats += row.seats.length;
  for (const [index, seat] of row.seats.entries()) {
    const at = [...path, "seats", index];
    const called = `Seat ${seat.number} of row ${row.name} of ${section.name}`;
    const { id, number, x, y, category = section.category, accessible, companion } = seat;
    once(met.seatIds, id, () => report("duplicate_seat_id", at, `${called}: another seat is "${id}"`));
    once(numbers, String(number), () => report("duplicate_seat_number", at, `${called} is there twice`));
    once(met.places, `${x} ${y}`, () => report("same_place", at, `${called} stands where another one does`));
    if (seat.category !== undefined) checkCategory(category, categories, at, report);
    if (accessible && companion) report("accessible_companion", at, `${called} is either accessible or a companion's`);
    else if (companion && !neighbours(row, index).some((next) => next.accessible))
      report("companion_alone", at, `${called}: no accessible seat is beside it`);
    met.kinds.add(`${category} ${accessible ? "accessible" : companion ? "companion" : ""}`);
  }
}

/** The seats directly beside one, with no aisle between. */
function neighbours({ seats, aisles = [] }: Row, index: number): Seat[] {
  const left = aisles.includes(index) ? undefined : seats[index - 1];
  const right = aisles.includes(index + 1) ? undefined : seats[index + 1];
  return [left, right].filter((seat) => seat !== undefined);
}
