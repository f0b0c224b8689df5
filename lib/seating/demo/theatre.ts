import { around, depthOf, house, letters, type Spot, twoAisles } from "./words";

const behindStage: Spot = [0, -1400];
const firstRow = 2000;
const stallsRows = 15;
const gangway = 350;

/** 600 seats: stalls in fifteen curved rows of 21 to 35, and a balcony of six above them. */
export const theatre = () =>
  house({
    name: "Théâtre de la Glacière",
    stage: { x: -700, y: -500, width: 1400, height: 500 },
    categories: { first: "First", second: "Second", balcony: "Balcony" },
    best: [0, 0],
    blocks: [
      {
        id: "S",
        name: "Stalls",
        category: "first",
        back: { row: 9, category: "second" },
        rows: stallsRows,
        rowName: letters,
        seats: (row) => 21 + row,
        line: around(behindStage, firstRow, 90),
        aisles: twoAisles,
        wheelchairs: [0, stallsRows - 1],
        // Under the balcony, behind its pillars.
        obstructed: (row, fromEnd) => row >= 13 && fromEnd === 4,
      },
      {
        id: "B",
        name: "Balcony",
        category: "balcony",
        rows: 6,
        rowName: letters,
        seats: (row) => 25 + 2 * row,
        line: around(behindStage, firstRow + depthOf(stallsRows) + gangway, 90),
        aisles: twoAisles,
        // The rail.
        obstructed: (row, fromEnd) => row === 0 && fromEnd < 3,
      },
    ],
  });
