import { readPlan } from "@/lib/seating/import-plan";
import { planMax } from "@/lib/seating/plan";
import type { NewEvent } from "./new-event";
import { planOfSections } from "./seating-input";

type Complain = (path: (string | number)[], message: string) => void;

/** What is wrong with the seats of a new event, as far as it can be told without the plan it may name. */
export function checkSeating({ seating, ticketTypes }: NewEvent, complain: Complain) {
  const seated = new Set(ticketTypes.filter(({ kind }) => kind === "seated").map(({ name }) => name));
  for (const [index, type] of ticketTypes.entries()) {
    const at = (field: string) => ["ticketTypes", index, field];
    if (type.kind !== "seated") {
      if (type.category !== undefined) complain(at("category"), "Only seats are of a category");
      continue;
    }
    if (!seating) complain(at("kind"), "Seats need `seating`");
    if (type.pool) complain(at("pool"), "Seats are in no pool");
    if (seating?.plan && !type.category) complain(at("category"), "Name a category of the plan");
    if (seating?.sections && type.category !== undefined) complain(at("category"), "Its sections say it");
    if (seating?.sections && !seating.sections.some(({ ticketType }) => ticketType === type.name))
      complain(at("name"), "No section is sold by this ticket type");
  }
  if (!seating) return;
  const { sections, plan } = seating;
  if (Boolean(sections) === Boolean(plan)) complain(["seating"], "Give `sections` or a `plan`");
  if (sections) checkSections(sections, seated, complain);
}

type Sections = NonNullable<NonNullable<NewEvent["seating"]>["sections"]>;

function checkSections(sections: Sections, seated: Set<string>, complain: Complain) {
  for (const [index, { ticketType, rows }] of sections.entries()) {
    const at = ["seating", "sections", index];
    if (!seated.has(ticketType)) complain([...at, "ticketType"], "Name a seated ticket type");
    for (const [rowIndex, { seats, ...marked }] of rows.entries())
      for (const field of ["accessible", "companion"] as const)
        if (marked[field].some((number) => number > seats))
          complain([...at, "rows", rowIndex, field], `The row has ${seats} seats`);
  }
  // Beyond its bounds the input has been told so already, and no plan is made of it.
  const rowsOf = sections.flatMap(({ rows }) => rows);
  if (sections.length === 0 || rowsOf.some(({ seats }) => !(seats <= planMax.seatsOfRow))) return;
  const seats = rowsOf.reduce((sum, row) => sum + row.seats, 0);
  if (seats > planMax.seats) return complain(["seating", "sections"], `too_many_seats: at most ${planMax.seats}`);
  const read = readPlan(planOfSections("x", sections));
  if (read.ok) return;
  for (const { code, path, detail } of read.problem.errors)
    complain(["seating", ...path.split(".")], `${code}: ${detail}`);
}
