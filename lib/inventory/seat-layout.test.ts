import { expect, test } from "vitest";
import type { SeatedSection } from "@/db/schema/seating";
import { aPlan } from "@/tests/fixtures/plan";
import { layOutSeats } from "./seat-layout";

test("rows lie best first, with a letter for each kind of seat, aisles between and the row behind named", () => {
  // A1 accessible, A2 its companion, an aisle, A3; row B of another price category and a worse rank.
  const { text, letters } = layOutSeats(aPlan());
  expect(text).toBe("ab c@000012dd@000000");
  expect(letters.get("a")).toBe("cab");
  expect(letters.get("b")).toBe("d--");
});

test("a position is a seat and a unit of its section, and back", () => {
  const { seats, byPosition, byId, bySection, text } = layOutSeats(aPlan());
  expect(seats.map(({ id }) => id)).toEqual(["A-1", "A-2", "A-3", "B-1", "B-2"]);
  expect(seats.map(({ unit }) => unit)).toEqual([1, 2, 3, 4, 5]);
  expect(seats.map(({ position }) => position)).toEqual([1, 2, 4, 12, 13]);
  for (const seat of seats) {
    expect(byPosition.get(seat.position)).toEqual(seat);
    expect(byId.get(seat.id)).toEqual(seat);
    expect(bySection.get(seat.sectionId)?.[seat.unit - 1]).toEqual(seat);
    expect(text[seat.position - 1]).toBe(seat.letter);
  }
  expect(byId.get("B-2")).toMatchObject({ section: "Stalls", row: "B", number: "2a", category: "b" });
});

const row = (name: string, rank: number) => ({
  name,
  rank,
  seats: [1, 2].map((number) => ({ id: `${name}-${number}`, number, x: 0, y: 0 })),
});
const section = (id: string, ranks: number[]): SeatedSection => ({
  id,
  name: id,
  kind: "seats",
  category: "a",
  rows: ranks.map((rank, index) => row(`${id}${index}`, rank)),
});

test("the rank counts over the whole plan, and the row behind is the next of the same section", () => {
  const { text, byId, parts } = layOutSeats(
    aPlan({ sections: [section("left", [1, 3, 4]), section("right", [2, 3])] }),
  );
  const starts = ["left0", "right0", "left1", "right1", "left2"].map((name) => byId.get(`${name}-1`)?.position);
  expect(starts).toEqual([1, 10, 19, 28, 37]);
  expect(text).toBe("aa@000019aa@000028aa@000037aa@000000aa@000000");
  expect(parts.get("left")).toEqual([
    { from: 1, to: 9 },
    { from: 19, to: 27 },
    { from: 37, to: 45 },
  ]);
  expect(layOutSeats(aPlan({ sections: [section("only", [1, 2])] })).parts.get("only")).toEqual([{ from: 1, to: 18 }]);
});

test("more kinds of seat than there are letters are refused at once", () => {
  const seats = Array.from({ length: 32 }, (_, index) => ({ id: `s${index}`, number: index, x: 0, y: 0 }));
  const rows = [{ name: "A", seats: seats.map((seat, index) => ({ ...seat, category: `c${index}` })) }];
  const plan = (count: number) =>
    aPlan({
      sections: [{ ...section("s", []), rows: rows.map((each) => ({ ...each, seats: each.seats.slice(0, count) })) }],
    });
  expect(layOutSeats(plan(31)).letters.size).toBe(31);
  expect(() => layOutSeats(plan(32))).toThrow("31 kinds");
});
