import type { Row, SeatedSection, SeatingPlan, StandingSection } from "@/db/schema/seating";

/** Centimetres to the right and downwards. Degrees: 0 points right, 90 down, 180 left, 270 up. */
export type Spot = readonly [x: number, y: number];
/** Where a seat stands, so far along its row from the middle. */
type Line = (along: number) => Spot;

const seatWidth = 52;
const aisleWidth = 110;
const rowDepth = 96;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** So far from a spot in a direction. */
export const from = ([x, y]: Spot, distance: number, degrees: number): Spot => [
  x + distance * Math.cos(radians(degrees)),
  y + distance * Math.sin(radians(degrees)),
];

const straight =
  (middle: Spot, degrees: number): Line =>
  (along) =>
    from(middle, along, degrees);

const arc =
  (centre: Spot, radius: number, degrees: number): Line =>
  (along) =>
    from(centre, radius, degrees - (along / radius) * (180 / Math.PI));

/** Straight rows, one behind the other, going away in a direction from the middle of the first. */
export const behind = (first: Spot, degrees: number) => (row: number) =>
  straight(from(first, row * rowDepth, degrees), degrees - 90);

/** Curved rows around a centre, in a direction from it; each is wider than the one before. */
export const around = (centre: Spot, radius: number, degrees: number) => (row: number) =>
  arc(centre, radius + row * rowDepth, degrees);

/** How far out the row after this many begins. */
export const depthOf = (rows: number) => rows * rowDepth;

export const letters = (row: number) => String.fromCharCode(65 + row);
/** Two aisles, a quarter of the row from either end. */
export const twoAisles = (seats: number) => [Math.floor(seats / 4), seats - Math.floor(seats / 4)];

/** A section of seats. Rows and seats are counted from 0 here, and from 1 on their plates. */
export type Block = {
  id: string;
  name: string;
  category: string;
  rows: number;
  seats: (row: number) => number;
  line: (row: number) => Line;
  rowName?: (row: number) => string;
  aisles?: (seats: number) => number[];
  /** These rows have a wheelchair place with its companion's seat at either end. */
  wheelchairs?: readonly number[];
  obstructed?: (row: number, fromEnd: number) => boolean;
  /** From this row on another category. */
  back?: { row: number; category: string };
};

type House = Pick<SeatingPlan, "name" | "stage"> & {
  /** Name by id. */
  categories: Record<string, string>;
  /** The nearer to it, the better. */
  best: Spot;
  blocks: Block[];
  floors?: Omit<StandingSection, "kind">[];
};

/** Where the seats of a row stand, with its aisles. */
function spotsOf(line: Line, seats: number, aisles: number[]): Spot[] {
  const gapsBefore = (seat: number) => aisles.filter((after) => after <= seat).length;
  const width = (seats - 1) * seatWidth + aisles.length * aisleWidth;
  return Array.from({ length: seats }, (_, seat) => line(seat * seatWidth + gapsBefore(seat) * aisleWidth - width / 2));
}

function rowOf(block: Block, row: number, best: Spot): Row {
  const { id, line, rowName = (index) => String(index + 1), back, wheelchairs, obstructed } = block;
  const seats = block.seats(row);
  const aisles = block.aisles?.(seats) ?? [];
  const name = rowName(row);
  const [x, y] = line(row)(0);
  const ends = wheelchairs?.includes(row) ?? false;
  return {
    name,
    rank: Math.round(Math.hypot(x - best[0], y - best[1]) / 100),
    seats: spotsOf(line(row), seats, aisles).map(([x, y], index) => {
      const fromEnd = Math.min(index, seats - 1 - index);
      return {
        ...{ id: `${id}-${name}-${index + 1}`, number: index + 1, x: Math.round(x), y: Math.round(y) },
        ...(back && row >= back.row && { category: back.category }),
        ...(ends && fromEnd === 0 && { accessible: true as const }),
        ...(ends && fromEnd === 1 && { companion: true as const }),
        ...(obstructed?.(row, fromEnd) && { obstructed: true as const }),
      };
    }),
    ...(aisles.length > 0 && { aisles }),
  };
}

const sectionOf = (block: Block, best: Spot): SeatedSection => ({
  ...{ id: block.id, name: block.name, kind: "seats", category: block.category },
  rows: Array.from({ length: block.rows }, (_, row) => rowOf(block, row, best)),
});

/** A plan from its description. */
export const house = ({ categories, best, blocks, floors = [], ...plan }: House): SeatingPlan => ({
  ...{ format: "holdfast-seating-plan", version: 1, ...plan },
  categories: Object.entries(categories).map(([id, name]) => ({ id, name })),
  sections: [
    ...floors.map((floor): StandingSection => ({ ...floor, kind: "standing" })),
    ...blocks.map((block) => sectionOf(block, best)),
  ],
});
