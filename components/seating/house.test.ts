import { describe, expect, test } from "vitest";
import { gridOf, seatAt, sectionAt } from "./hit-test";
import { accessible, companion, houseOf, obstructed, placeOf } from "./house";
import type { PlanDocument } from "./plan-document";
import { arrowed } from "./walk";

const seat = (id: string, x: number, y: number, more: object = {}) => ({ id, number: id.slice(1), x, y, ...more });

const plan: PlanDocument = {
  stage: { x: 0, y: -300, width: 200, height: 100 },
  categories: [
    { id: "a", name: "Front" },
    { id: "b", name: "Back" },
  ],
  sections: [
    {
      id: "floor",
      name: "Floor",
      category: "b",
      rows: [],
      capacity: 40,
      outline: [
        [0, 600],
        [400, 600],
        [400, 900],
      ],
    },
    {
      id: "stalls",
      name: "Stalls",
      category: "a",
      rows: [
        { name: "A", seats: [seat("A1", 0, 0, { accessible: true }), seat("A2", 50, 0, { companion: true })] },
        {
          name: "B",
          seats: [
            seat("B1", 0, 100, { category: "b", obstructed: true }),
            seat("B2", 50, 100, { category: "b" }),
            seat("B3", 100, 100, { category: "b" }),
          ],
        },
      ],
    },
  ],
};
const house = houseOf(plan);
const stalls = house.sections[1];

test("seats are numbered in the order of the document, where nobody stands", () => {
  expect(house.ids).toEqual(["A1", "A2", "B1", "B2", "B3"]);
  expect([...house.category]).toEqual([0, 0, 1, 1, 1]);
  expect([...house.marks]).toEqual([accessible, companion, obstructed, 0, 0]);
  expect(placeOf(house, 3)).toEqual({ section: 1, row: 1 });
  expect(house.pitch).toBe(50);
  expect(house.box.top).toBeLessThan(-300);
  expect(house.box.bottom).toBeGreaterThan(900);
});

describe("what is met on the map", () => {
  const grid = gridOf(house);

  test("is the nearest seat within reach, and none beyond it", () => {
    expect(seatAt(house, grid, [8, 4], 25)).toBe(0);
    expect(seatAt(house, grid, [46, 98], 25)).toBe(3);
    expect(seatAt(house, grid, [25, 50], 25)).toBeUndefined();
  });

  test("is a section within its outline, and none outside", () => {
    expect(sectionAt(house, [25, 50])).toBe(1);
    expect(sectionAt(house, [350, 700])).toBe(0);
    // In the box of the floor, not on it.
    expect(sectionAt(house, [50, 850])).toBeUndefined();
  });
});

describe("arrow keys", () => {
  const from = (at: number, key: string, isRtl = false) => stalls && arrowed(stalls, at, key, isRtl);

  test("walk along a row, in the direction it is read, and stop at its ends", () => {
    expect([from(2, "ArrowRight"), from(2, "ArrowLeft"), from(4, "ArrowRight")]).toEqual([3, 2, 4]);
    expect(from(2, "ArrowLeft", true)).toBe(3);
    expect([from(3, "Home"), from(3, "End")]).toEqual([2, 4]);
  });

  test("walk from row to row, as far along as before", () => {
    expect([from(0, "ArrowDown"), from(1, "ArrowDown"), from(4, "ArrowUp"), from(0, "ArrowUp")]).toEqual([2, 4, 1, 0]);
  });

  test("leave every other key to the page", () => {
    expect([from(2, "Tab"), from(2, "Enter")]).toEqual([undefined, undefined]);
  });
});
