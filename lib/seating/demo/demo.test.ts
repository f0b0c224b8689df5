import { expect, test } from "vitest";
import type { Seat, SeatingPlan } from "@/db/schema/seating";
import { exportPlan } from "../export-plan";
import { importPlan, readPlan } from "../import-plan";
import { arena } from "./arena";
import { stadium } from "./stadium";
import { theatre } from "./theatre";

const seatWidth = 50;

const sectionsOf = ({ sections }: SeatingPlan) =>
  sections.flatMap((section) => (section.kind === "seats" ? section : []));
const seatsOf = (plan: SeatingPlan) => sectionsOf(plan).flatMap(({ rows }) => rows.flatMap(({ seats }) => seats));

/** Pairs of seats that stand nearer than this, found by the squares of a grid. */
function nearerThan(width: number, seats: Seat[]): string[] {
  const squares = new Map<string, Seat[]>();
  const squareOf = ({ x, y }: Seat) => [Math.floor(x / width), Math.floor(y / width)] as const;
  return seats.flatMap((seat) => {
    const [column, row] = squareOf(seat);
    const around = [-1, 0, 1].flatMap((dx) =>
      [-1, 0, 1].flatMap((dy) => squares.get(`${column + dx} ${row + dy}`) ?? []),
    );
    const key = `${column} ${row}`;
    squares.set(key, [...(squares.get(key) ?? []), seat]);
    return around.filter(({ x, y }) => Math.hypot(x - seat.x, y - seat.y) < width).map(({ id }) => `${id} ${seat.id}`);
  });
}

test("two seats that stand too near are seen", () => {
  const seat = (id: string, x: number) => ({ id, number: 1, x, y: 0 });
  expect(nearerThan(50, [seat("a", 0), seat("b", 49), seat("c", 99)])).toEqual(["a b"]);
});

test.each([
  ["theatre", theatre(), { seats: 600, sections: 2, standing: 0 }],
  ["arena", arena(), { seats: 20_000, sections: 34, standing: 2500 }],
  ["stadium", stadium(), { seats: 52_000, sections: 80, standing: 0 }],
])(
  "the %s has exactly its seats, each with room to sit",
  (_name, plan, expected) => {
    const read = readPlan(plan);
    expect(read.ok ? [] : read.problem.errors).toEqual([]);
    const seats = seatsOf(plan);
    const standing = plan.sections.reduce(
      (sum, section) => sum + (section.kind === "standing" ? section.capacity : 0),
      0,
    );
    expect({ seats: seats.length, sections: sectionsOf(plan).length, standing }).toEqual(expected);
    expect(nearerThan(seatWidth, seats)).toEqual([]);
    expect(seats.some(({ accessible }) => accessible)).toBe(true);
    expect(seats.filter(({ companion }) => companion).length).toBe(seats.filter(({ accessible }) => accessible).length);
    expect(seats.some(({ obstructed }) => obstructed)).toBe(true);
  },
  30_000,
);

test.each([
  ["theatre", theatre()],
  ["arena", arena()],
  ["stadium", stadium()],
])(
  "the %s comes back from its export as it was",
  (_name, plan) => {
    const text = exportPlan(plan);
    const read = importPlan(text);
    expect(read.ok && exportPlan(read.value)).toBe(text);
  },
  30_000,
);

test("the row nearest to the stage is the best of the theatre", () => {
  const [stalls, balcony] = sectionsOf(theatre());
  const ranks = [...(stalls?.rows ?? []), ...(balcony?.rows ?? [])].map(({ rank }) => rank ?? 0);
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
});
