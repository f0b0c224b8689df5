import { around, type Block, behind, depthOf, from, house, type Spot } from "./words";

const lowerRows = 22;
const upperRows = 29;
const walkway = 400;

/** The floor is 40 by 53 metres; the bowl begins at its edge and bends around its two far corners. */
const side = 2300;
const far = 5600;
const bend = 1640;
const corners: { name: string; centre: Spot; towards: number }[] = [
  { name: "Left", centre: [bend - side, far - bend], towards: 180 },
  { name: "Right", centre: [side - bend, far - bend], towards: 90 },
];
const sides = [
  { name: "Left", towards: 180 },
  { name: "Right", towards: 0 },
];
const upperAt = depthOf(lowerRows) + walkway;

type Tier = Pick<Block, "category" | "rows" | "wheelchairs" | "back" | "obstructed"> & { id: string; out: number };

/** Three straight blocks on either side, from the stage to where the bowl bends. */
const alongSides = ({ id, out, ...tier }: Tier): Block[] =>
  sides.flatMap(({ name, towards }) =>
    [650, 1960, 3270].map((down, index) => ({
      ...tier,
      id: `${id}${name[0]}${index + 1}`,
      name: `${tier.category === "lower" ? "Lower" : "Upper"} ${name} ${index + 1}`,
      seats: () => 22,
      line: behind(from([0, down], side + out, towards), towards),
    })),
  );

/** A straight block across the far end, face to face with the stage. */
const atEnd = ({ id, out, ...tier }: Tier): Block => ({
  ...tier,
  id: `${id}E`,
  name: `${tier.category === "lower" ? "Lower" : "Upper"} End`,
  seats: () => 26,
  line: behind([0, far + out], 90),
});

/** Both far corners, in wedges of equal angles. */
const inCorners = ({ id, out, ...tier }: Tier, wedges: number, seats: Block["seats"]): Block[] =>
  corners.flatMap(({ name, centre, towards }) =>
    Array.from({ length: wedges }, (_, index) => ({
      ...tier,
      id: `${id}${name[0]}C${index + 1}`,
      name: `${tier.category === "lower" ? "Lower" : "Upper"} ${name} Corner ${index + 1}`,
      seats,
      line: around(centre, bend + out, towards - (90 / wedges) * (index + 0.5)),
    })),
  );

const lower: Tier = { id: "L", category: "lower", rows: lowerRows, out: 0, wheelchairs: [lowerRows - 1] };
const upper: Tier = {
  ...{ id: "U", category: "upper", rows: upperRows, out: upperAt, wheelchairs: [0] },
  back: { row: 20, category: "view" },
};

const boxes: Block[] = sides.map(({ name, towards }) => ({
  ...{ id: `B${name[0]}`, name: `Boxes ${name}`, category: "boxes", rows: 2, seats: () => 23 },
  line: behind(from([0, 1960], side + depthOf(lowerRows) + 60, towards), towards),
}));

/** 20,000 seats in two tiers around three sides, and a floor where 2,500 stand. */
export const arena = () =>
  house({
    name: "Scheldt Arena",
    stage: { x: -1200, y: -900, width: 2400, height: 900 },
    categories: { floor: "Floor", boxes: "Boxes", lower: "Lower ring", upper: "Upper ring", view: "Upper ring, back" },
    best: [0, 0],
    floors: [
      {
        ...{ id: "floor", name: "Floor", category: "floor", capacity: 2500 },
        outline: [
          [-2000, 200],
          [2000, 200],
          [2000, 5300],
          [-2000, 5300],
        ],
      },
    ],
    blocks: [
      ...boxes,
      ...alongSides(lower),
      atEnd(lower),
      ...inCorners(lower, 3, (row) => 14 + row),
      ...alongSides(upper).map((block) => ({
        ...block,
        // Beside the stage its towers stand in the way.
        ...(block.id.endsWith("1") && { obstructed: (row: number) => row >= 24 }),
      })),
      atEnd(upper),
      ...inCorners(upper, 6, (row) => 18 + Math.floor(row / 2)),
    ],
  });
