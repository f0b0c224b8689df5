import { expect, test } from "vitest";
import { readPlan } from "@/lib/seating/import-plan";
import { planOfSections, seatingInput } from "./seating-input";

const { sections = [] } = seatingInput.parse({
  sections: [
    { name: "Stalls", ticketType: "Best", rows: [{ name: "A", seats: 3, accessible: [1], companion: [2] }] },
    { name: "Balcony", ticketType: "Rest", rows: [{ name: "A", seats: 2 }] },
  ],
});

test("sections told row by row are a sound plan, with a category for each ticket type", () => {
  const plan = planOfSections("Hall", sections);
  expect(readPlan(plan)).toEqual({ ok: true, value: plan });
  expect(plan.categories).toEqual([
    { id: "c1", name: "Best" },
    { id: "c2", name: "Rest" },
  ]);
  const [stalls] = plan.sections;
  expect(stalls).toMatchObject({ name: "Stalls", category: "c1", rows: [{ name: "A" }] });
  expect(stalls?.kind === "seats" && stalls.rows[0]?.seats).toEqual([
    { id: "1-1-1", number: 1, x: -60, y: 100, accessible: true },
    { id: "1-1-2", number: 2, x: 0, y: 100, companion: true },
    { id: "1-1-3", number: 3, x: 60, y: 100 },
  ]);
});

test("a section stands behind the one before", () => {
  const plan = planOfSections("Hall", sections);
  const lines = plan.sections.map((section) => section.kind === "seats" && section.rows[0]?.seats[0]?.y);
  expect(lines).toEqual([100, 400]);
});
