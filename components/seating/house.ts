import type { PlanDocument } from "./plan-document";

export type Point = [x: number, y: number];
export type Box = { left: number; top: number; right: number; bottom: number };

export type Row = { name: string; first: number; count: number };
export type Section = {
  id: string;
  name: string;
  /** Of most of its seats, as a number among the categories. */
  category: number;
  first: number;
  count: number;
  rows: Row[];
  /** Drawn around it, a little wider than its seats. */
  outline: Point[];
  box: Box;
  middle: Point;
};

export const accessible = 1;
export const companion = 2;
export const obstructed = 4;

/** A plan as lists: a seat is its number among all, in the order that the availability counts. */
export type House = {
  stage: Box | undefined;
  categories: { id: string; name: string }[];
  sections: Section[];
  count: number;
  x: Float32Array;
  y: Float32Array;
  category: Uint8Array;
  marks: Uint8Array;
  ids: string[];
  plates: string[];
  byId: Map<string, number>;
  /** Centimetres from a seat to its neighbour, as most stand. */
  pitch: number;
  box: Box;
};

type Reading = PlanDocument["sections"][number];

const boxOf = (points: Point[], margin: number): Box => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return {
    left: Math.min(...xs) - margin,
    top: Math.min(...ys) - margin,
    right: Math.max(...xs) + margin,
    bottom: Math.max(...ys) + margin,
  };
};

/** Along the first row, down the ends of the others, back along the last one. */
function around(rows: Reading["rows"]): Point[] {
  const at = ({ x, y }: { x: number; y: number }): Point => [x, y];
  const lines = rows.map(({ seats }) => seats.map(at));
  const [front = [], back = []] = [lines[0], lines.at(-1)];
  const between = lines.slice(1, -1);
  const end = (line: Point[], index: number) => line.at(index) ?? [];
  const right = between.map((line) => end(line, -1)).filter((point): point is Point => point.length === 2);
  const left = between.map((line) => end(line, 0)).filter((point): point is Point => point.length === 2);
  return lines.length < 2 ? front : [...front, ...right, ...back.toReversed(), ...left.toReversed()];
}

function pitchOf({ sections }: PlanDocument): number {
  const gaps = sections.flatMap(({ rows }) =>
    rows.slice(0, 1).flatMap(({ seats: [one, two] }) => (one && two ? [Math.hypot(two.x - one.x, two.y - one.y)] : [])),
  );
  return Math.max(20, gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 55);
}

/** The plan laid out for drawing and finding. */
export function houseOf(plan: PlanDocument): House {
  const count = plan.sections.reduce((sum, { rows }) => sum + rows.reduce((of, { seats }) => of + seats.length, 0), 0);
  const pitch = pitchOf(plan);
  const categories = new Map(plan.categories.map(({ id }, index) => [id, index]));
  const house: House = {
    stage: plan.stage && {
      ...{ left: plan.stage.x, top: plan.stage.y },
      ...{ right: plan.stage.x + plan.stage.width, bottom: plan.stage.y + plan.stage.height },
    },
    categories: plan.categories,
    sections: [],
    count,
    x: new Float32Array(count),
    y: new Float32Array(count),
    category: new Uint8Array(count),
    marks: new Uint8Array(count),
    ids: [],
    plates: [],
    byId: new Map(),
    pitch,
    box: { left: 0, top: 0, right: 0, bottom: 0 },
  };
  for (const section of plan.sections) house.sections.push(addSection(house, section, categories));
  const boxes = [...house.sections.map(({ box }) => box), ...(house.stage ? [house.stage] : [])];
  house.box = boxOf(
    boxes.flatMap(({ left, top, right, bottom }): Point[] => [
      [left, top],
      [right, bottom],
    ]),
    pitch,
  );
  return house;
}

function addSection(house: House, section: Reading, categories: Map<string, number>): Section {
  const { id, name } = section;
  const first = house.ids.length;
  const own = categories.get(section.category) ?? 0;
  const rows = section.rows.map((row): Row => {
    const from = house.ids.length;
    for (const seat of row.seats) {
      const index = house.ids.length;
      house.x[index] = seat.x;
      house.y[index] = seat.y;
      house.category[index] = seat.category === undefined ? own : (categories.get(seat.category) ?? own);
      house.marks[index] =
        (seat.accessible ? accessible : 0) + (seat.companion ? companion : 0) + (seat.obstructed ? obstructed : 0);
      house.plates.push(String(seat.number));
      house.byId.set(seat.id, index);
      house.ids.push(seat.id);
    }
    return { name: row.name, first: from, count: row.seats.length };
  });
  const outline = section.outline ?? around(section.rows);
  const box = boxOf(outline, section.outline ? 0 : house.pitch / 2);
  const middle: Point = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return { id, name, category: own, first, count: house.ids.length - first, rows, outline, box, middle };
}

/** In which section and row a seat is. */
export function placeOf({ sections }: House, seat: number): { section: number; row: number } {
  const section = sections.findIndex(({ first, count }) => seat >= first && seat < first + count);
  const row = sections[section]?.rows.findIndex(({ first, count }) => seat >= first && seat < first + count) ?? -1;
  return { section, row };
}
