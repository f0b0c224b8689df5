import type { House, Point, Section } from "./house";

/** Seats by the square they stand in. */
export type Grid = { cell: number; squares: Map<string, number[]> };

const keyOf = (column: number, row: number) => `${column},${row}`;

export function gridOf({ count, x, y, pitch }: House): Grid {
  const cell = pitch * 4;
  const squares = new Map<string, number[]>();
  for (let seat = 0; seat < count; seat++) {
    const key = keyOf(Math.floor((x[seat] ?? 0) / cell), Math.floor((y[seat] ?? 0) / cell));
    const square = squares.get(key);
    if (square) square.push(seat);
    else squares.set(key, [seat]);
  }
  return { cell, squares };
}

/** The seat nearest to a point, at most so many centimetres away; the reach is less than a square of the grid. */
export function seatAt({ x, y }: House, { cell, squares }: Grid, [atX, atY]: Point, reach: number): number | undefined {
  const [column, row] = [Math.floor(atX / cell), Math.floor(atY / cell)];
  let [nearest, distance]: [number | undefined, number] = [undefined, Math.min(reach, cell)];
  for (const byColumn of [-1, 0, 1]) {
    for (const byRow of [-1, 0, 1]) {
      for (const seat of squares.get(keyOf(column + byColumn, row + byRow)) ?? []) {
        const away = Math.hypot((x[seat] ?? 0) - atX, (y[seat] ?? 0) - atY);
        if (away <= distance) [nearest, distance] = [seat, away];
      }
    }
  }
  return nearest;
}

/** Whether a line to the right of the point leaves the outline once more than it enters (Jordan). */
function isWithin(outline: Point[], [atX, atY]: Point): boolean {
  let within = false;
  outline.forEach(([x, y], index) => {
    const [toX, toY] = outline.at(index - 1) ?? [x, y];
    if (y > atY !== toY > atY && atX < x + ((atY - y) / (toY - y)) * (toX - x)) within = !within;
  });
  return within;
}

const isInBox = ({ box }: Section, [x, y]: Point) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

/** The section at a point: the one drawn last where two overlap. */
export function sectionAt({ sections }: House, at: Point): number | undefined {
  const found = sections.findLastIndex((section) => isInBox(section, at) && isWithin(section.outline, at));
  return found < 0 ? undefined : found;
}
