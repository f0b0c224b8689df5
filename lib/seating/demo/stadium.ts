import { around, type Block, behind, depthOf, from, house, type Spot } from "./words";

const lowerRows = 24;
const upperRows = 28;
const walkway = 900;

/** The pitch is 105 by 68 metres; the bowl begins eight metres from it and bends around its four corners. */
const [halfLength, halfWidth] = [5250 + 800, 3400 + 800];
const bend = 2250;
const upperAt = depthOf(lowerRows) + walkway;

/** Straight stands: how many blocks stand side by side, and how wide each is. */
const stands = [
  { id: "W", name: "West", towards: 90, away: halfWidth, blocks: 6, width: 1266, seats: 23 },
  { id: "E", name: "East", towards: 270, away: halfWidth, blocks: 6, width: 1266, seats: 23 },
  { id: "N", name: "North", towards: 0, away: halfLength, blocks: 3, width: 1300, seats: 25 },
  { id: "S", name: "South", towards: 180, away: halfLength, blocks: 3, width: 1300, seats: 25 },
];
const [cornerX, cornerY] = [halfLength - bend, halfWidth - bend];
const corners: { id: string; name: string; centre: Spot; towards: number }[] = [
  { id: "SW", name: "South West", centre: [-cornerX, cornerY], towards: 180 },
  { id: "NW", name: "North West", centre: [cornerX, cornerY], towards: 90 },
  { id: "NE", name: "North East", centre: [cornerX, -cornerY], towards: 0 },
  { id: "SE", name: "South East", centre: [-cornerX, -cornerY], towards: 270 },
];

type Tier = Pick<Block, "rows" | "wheelchairs" | "obstructed"> & { id: string; name: string; out: number };

const alongPitch = ({ id, name, out, ...tier }: Tier): Block[] =>
  stands.flatMap((stand) =>
    Array.from({ length: stand.blocks }, (_, index) => {
      const middle = from([0, 0], stand.away + out, stand.towards);
      const along = (index - (stand.blocks - 1) / 2) * stand.width;
      return {
        ...tier,
        id: `${id}${stand.id}${index + 1}`,
        name: `${name} ${stand.name} ${index + 1}`,
        category: `${id === "L" ? "lower" : "upper"}-${stand.blocks === 6 ? "side" : "end"}`,
        seats: () => stand.seats,
        line: behind(from(middle, along, stand.towards - 90), stand.towards),
      };
    }),
  );

const inCorners = ({ id, name, out, ...tier }: Tier, wedges: number, seats: Block["seats"]): Block[] =>
  corners.flatMap((corner) =>
    Array.from({ length: wedges }, (_, index) => ({
      ...tier,
      id: `${id}${corner.id}${index + 1}`,
      name: `${name} ${corner.name} ${index + 1}`,
      category: `${id === "L" ? "lower" : "upper"}-corner`,
      seats,
      line: around(corner.centre, bend + out, corner.towards - (90 / wedges) * (index + 0.5)),
    })),
  );

/** Eight blocks in the walkway between the tiers of the western stand. */
const club: Block[] = Array.from({ length: 8 }, (_, index) => ({
  ...{ id: `C${index + 1}`, name: `Club ${index + 1}`, category: "club", rows: 7, seats: () => 17 },
  line: behind([(index - 3.5) * 945, halfWidth + depthOf(lowerRows) + 60], 90),
}));

const lower: Tier = { id: "L", name: "Lower", rows: lowerRows, out: 0, wheelchairs: [lowerRows - 1] };
const upper: Tier = {
  ...{ id: "U", name: "Upper", rows: upperRows, out: upperAt, wheelchairs: [0] },
  // The columns of the roof.
  obstructed: (row, fromEnd) => row >= upperRows - 2 && fromEnd === 0,
};

/** 52,000 seats all around a pitch: a lower and an upper tier, and a club between them in the west. */
export const stadium = () =>
  house({
    name: "Estádio do Cais",
    stage: { x: -5250, y: -3400, width: 10_500, height: 6800 },
    categories: {
      club: "Club",
      "lower-side": "Lower tier, side",
      "lower-corner": "Lower tier, corner",
      "lower-end": "Lower tier, end",
      "upper-side": "Upper tier, side",
      "upper-corner": "Upper tier, corner",
      "upper-end": "Upper tier, end",
    },
    best: [0, 0],
    blocks: [
      ...club,
      ...alongPitch(lower),
      ...inCorners(lower, 3, (row) => 20 + row),
      ...alongPitch(upper),
      ...inCorners(upper, 6, (row) => 23 + Math.floor(row / 2)),
    ],
  });
