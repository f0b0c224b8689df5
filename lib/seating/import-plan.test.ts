import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Row, SeatedSection, SeatingPlan } from "@/db/schema/seating";
import { aPlan } from "@/tests/fixtures/plan";
import { errorsMax, type PlanFault } from "./broken-plan";
import { exportPlan } from "./export-plan";
import { importPlan, readPlan } from "./import-plan";
import { planMax } from "./plan";

const seats = (n: number) =>
  Array.from({ length: n }, (_, index) => ({ id: `s${index}`, number: index, x: index, y: 0 }));
const row: Row = { name: "A", seats: seats(3) };
const stalls: SeatedSection = { id: "stalls", name: "Stalls", kind: "seats", category: "a", rows: [row] };
const floor = { ...aPlan().sections[1] };

const withSection = (change: object) => aPlan({ sections: [{ ...stalls, ...change } as SeatedSection] });
const withRow = (change: object) => withSection({ rows: [{ ...row, ...change }] });
const withSeat = (change: object) =>
  withRow({ seats: [...seats(3), { id: "last", number: 9, x: 900, y: 0, ...change }] });
const many = <Item>(n: number, make: (index: number) => Item) => Array.from({ length: n }, (_, index) => make(index));

const errorsOf = (value: unknown) => {
  const read = readPlan(value);
  return read.ok ? [] : read.problem.errors.map(({ code, path }) => `${code} ${path}`);
};

describe("each broken plan is told what is wrong, and where", () => {
  test("a sound one is told nothing", () => {
    expect([aPlan(), withSection({}), withRow({}), withSeat({})].map(errorsOf)).toEqual([[], [], [], []]);
  });

  const last = "sections.0.rows.0.seats.3";
  test.each<[PlanFault, string, object]>([
    ["unknown_format", "format", { ...aPlan(), format: "seatmap" }],
    ["unknown_version", "version", { ...aPlan(), version: 2 }],
    ["unknown_field", "", { ...aPlan(), colour: "red" }],
    ["unknown_field", last, withSeat({ price: 3 })],
    ["bad_name", "name", { ...aPlan(), name: " " }],
    ["bad_id", `${last}.id`, withSeat({ id: "row A/1" })],
    ["bad_number", `${last}.number`, withSeat({ number: -4 })],
    ["bad_number", `${last}.number`, withSeat({ number: 1.5 })],
    ["bad_place", `${last}.x`, withSeat({ x: 0.5 })],
    ["bad_place", `${last}.y`, withSeat({ y: null })],
    ["bad_rank", "sections.0.rows.0.rank", withRow({ rank: -1 })],
    ["bad_value", `${last}.accessible`, withSeat({ accessible: "yes" })],
    ["bad_capacity", "sections.0.capacity", aPlan({ sections: [{ ...floor, capacity: 0 } as never] })],
    ["unknown_kind", "sections.0.kind", withSection({ kind: "sofas" })],
    ["standing_with_rows", "sections.0", aPlan({ sections: [{ ...floor, rows: [row] } as never] })],
    ["seats_with_capacity", "sections.0", withSection({ capacity: 3 })],
    ["no_categories", "categories", { ...aPlan(), categories: [] }],
    ["no_sections", "sections", { ...aPlan(), sections: [] }],
    ["empty_section", "sections.0.rows", withSection({ rows: [] })],
    ["empty_row", "sections.0.rows.0.seats", withRow({ seats: [] })],
    ["too_many_categories", "categories", aPlan({ categories: many(31, (n) => ({ id: `c${n}`, name: "C" })) })],
    ["too_many_sections", "sections", aPlan({ sections: many(planMax.sections + 1, () => stalls) })],
    ["too_many_rows", "sections.0.rows", withSection({ rows: many(planMax.rowsOfSection + 1, () => row) })],
    ["too_many_seats", "sections.0.rows.0.seats", withRow({ seats: seats(planMax.seatsOfRow + 1) })],
    [
      "duplicate_category",
      "categories.1",
      aPlan({ categories: many(2, () => ({ id: "a", name: "A" })), sections: [stalls] }),
    ],
    ["duplicate_section_id", "sections.1", aPlan({ sections: [stalls, { ...floor, id: "stalls" } as never] })],
    ["duplicate_section_name", "sections.1", aPlan({ sections: [stalls, { ...floor, name: "Stalls" } as never] })],
    ["duplicate_seat_id", last, withSeat({ id: "s1" })],
    ["duplicate_seat_number", last, withSeat({ number: "1" })],
    ["same_place", last, withSeat({ x: 1 })],
    ["unknown_category", "sections.0", withSection({ category: "vip" })],
    ["unknown_category", last, withSeat({ category: "vip" })],
    ["aisle_outside", "sections.0.rows.0.aisles.0", withRow({ aisles: [3] })],
    ["aisle_outside", "sections.0.rows.0.aisles.0", withRow({ aisles: [0] })],
    ["aisle_twice", "sections.0.rows.0.aisles.1", withRow({ aisles: [1, 1] })],
    ["companion_alone", last, withSeat({ companion: true })],
    ["accessible_companion", last, withSeat({ companion: true, accessible: true })],
  ])("%s at %s", (code, path, plan) => {
    expect(errorsOf(plan)).toEqual([`${code} ${path}`]);
  });

  test("two rows of one name", () => {
    const rows = [row, { name: "A", seats: [{ id: "x", number: 1, x: 0, y: 90 }] }];
    expect(errorsOf(withSection({ rows }))).toEqual(["duplicate_row_name sections.0.rows.1"]);
  });

  test("a companion across an aisle from its accessible seat", () => {
    const pair = (aisles: number[]) => {
      const [first, second, third] = seats(3);
      return withRow({ seats: [{ ...first, accessible: true }, { ...second, companion: true }, third], aisles });
    };
    expect(errorsOf(pair([2]))).toEqual([]);
    expect(errorsOf(pair([1]))).toEqual(["companion_alone sections.0.rows.0.seats.1"]);
  });

  test("more seats than a plan may have", () => {
    const section = (n: number, rows: number) => ({
      ...{ ...stalls, id: `s${n}`, name: `S${n}` },
      rows: many(rows, (r) => ({
        name: `${r}`,
        seats: many(planMax.seatsOfRow, (s) => ({ id: `${n}-${r}-${s}`, number: s, x: s, y: n * 1000 + r })),
      })),
    });
    expect(errorsOf(aPlan({ sections: [section(1, 2)] }))).toEqual([]);
    expect(errorsOf(aPlan({ sections: [section(1, 126), section(2, 125)] }))).toEqual(["too_many_seats sections"]);
  }, 30_000);

  test("more kinds of seat than the stock can tell apart", () => {
    const categories = many(11, (n) => ({ id: `c${n}`, name: "C" }));
    const triple = (n: number) => [
      { id: `${n}a`, number: `${n}a`, x: n * 300, y: 0, category: `c${n}`, accessible: true },
      { id: `${n}b`, number: `${n}b`, x: n * 300 + 60, y: 0, category: `c${n}`, companion: true },
      { id: `${n}c`, number: `${n}c`, x: n * 300 + 120, y: 0, category: `c${n}` },
    ];
    const plan = (kinds: number) => ({
      ...withSection({ category: "c0", rows: [{ name: "A", seats: many(kinds, triple).flat() }] }),
      categories,
    });
    expect(errorsOf(plan(10))).toEqual([]);
    expect(errorsOf(plan(11))).toEqual(["too_many_kinds categories"]);
  });

  test("what is no document at all", () => {
    const codes = ["{", "[]", "null"].map((text) => importPlan(text));
    expect(codes).toMatchObject([
      { problem: { errors: [{ code: "not_json" }] } },
      { problem: { errors: [{ code: "not_a_plan" }] } },
      { problem: { errors: [{ code: "not_a_plan" }] } },
    ]);
    expect(importPlan(`"${"x".repeat(planMax.bytes)}"`)).toMatchObject({
      problem: { errors: [{ code: "too_large" }] },
    });
  });

  test("a plan wrong everywhere is told a bounded part of it", () => {
    expect(errorsOf(withRow({ seats: many(300, () => ({})) }))).toHaveLength(errorsMax);
  });
});

/** Plans of any sound shape, their keys in any order. */
const text = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom("a", "É", "7", "-", '"', "漢") });
const anyPlan = fc
  .record({
    name: text,
    widths: fc.array(fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    }),
    marks: fc.record({ obstructed: fc.boolean(), rank: fc.boolean(), aisle: fc.boolean(), pair: fc.boolean() }),
    standing: fc.boolean(),
    stage: fc.boolean(),
  })
  .map(({ name, widths, marks, standing, stage }): SeatingPlan => {
    const seat = (s: number, r: number, n: number) => ({
      ...{ id: `${s}-${r}-${n}`, number: n % 2 ? n : `${n}b`, x: n * 60, y: s * 1000 + r * 90 },
      ...(marks.obstructed && { obstructed: true as const }),
      ...(marks.pair && n === 0 && { accessible: true as const }),
      ...(marks.pair && n === 1 && { companion: true as const, category: "b" }),
    });
    const sections = widths.map(
      (rows, s): SeatedSection => ({
        ...{ id: `s${s}`, name: `${name}${s}`, kind: "seats", category: "a" },
        rows: rows.map((width, r) => ({
          name: `${r}`,
          ...(marks.rank && { rank: r }),
          seats: many(width, (n) => seat(s, r, n)),
          ...(marks.aisle && width > 2 && { aisles: [2] }),
        })),
      }),
    );
    const ground = { ...floor, name: `${name} floor` } as SeatingPlan["sections"][number];
    const plan = aPlan({ name, sections: standing ? [...sections, ground] : sections });
    return stage ? { ...plan, stage: { x: -5, y: -5, width: 100, height: 20 } } : plan;
  });

const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed)
    : value instanceof Object
      ? Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([key, each]) => [key, reversed(each)]),
        )
      : value;

const imported = (from: string) => {
  const read = importPlan(from);
  if (!read.ok) throw new Error(JSON.stringify(read.problem.errors));
  return read.value;
};

test("exported, imported and exported again, a plan has the same bytes, in whatever order its keys came", () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const first = exportPlan(plan);
      expect(exportPlan(imported(first))).toBe(first);
      expect(exportPlan(imported(JSON.stringify(reversed(plan), null, 2)))).toBe(first);
      expect(imported(first)).toEqual(plan);
    }),
    { numRuns: 100, seed: 20_261_122 },
  );
}, 30_000);

test("the example of the documentation is a plan", () => {
  const [, example = ""] = /```json\n([\s\S]+?)```/.exec(readFileSync("docs/seating-plans.md", "utf8")) ?? [];
  const plan = imported(example);
  expect(plan.sections.map(({ kind }) => kind)).toEqual(["seats", "standing"]);
  expect(exportPlan(imported(exportPlan(plan)))).toBe(exportPlan(plan));
});

test("the documentation names every fault", () => {
  const documentation = readFileSync("docs/seating-plans.md", "utf8");
  const faults = [...readFileSync("lib/seating/broken-plan.ts", "utf8").matchAll(/\| "(\w+)"/g)].map(
    ([, name]) => name ?? "",
  );
  expect(faults.length).toBeGreaterThan(30);
  expect(faults.filter((name) => !documentation.includes(`\`${name}\``))).toEqual([]);
});
