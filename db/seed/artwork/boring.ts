import { lettering } from "../lettering";
import { chance, line, path, poster, range } from "../svg";

const cell = 80;

/** Quarter-circle tiles laid at random always make pipes that join. */
export function boring() {
  const next = chance(41);
  const half = cell / 2;
  const tiles = range(8).flatMap((row) =>
    range(10).map((column) => {
      const x = column * cell;
      const y = row * cell;
      const d =
        next() < 0.5
          ? `M${x + half} ${y}A${half} ${half} 0 0 1 ${x} ${y + half}M${x + cell} ${y + half}A${half} ${half} 0 0 0 ${x + half} ${y + cell}`
          : `M${x + half} ${y}A${half} ${half} 0 0 0 ${x + cell} ${y + half}M${x} ${y + half}A${half} ${half} 0 0 1 ${x + half} ${y + cell}`;
      return { d, hot: row === 3 };
    }),
  );
  const of = (hot: boolean) =>
    tiles
      .filter((tile) => tile.hot === hot)
      .map((tile) => tile.d)
      .join("");
  return poster(
    "#e7e9ec",
    path(of(false), line("#14181f", 22)),
    path(of(false), line("#e7e9ec", 6)),
    path(of(true), line("#ff4b14", 22)),
    lettering("Boring", { x: 36, y: 772, size: 128, weight: 760, stretch: 100, fill: "#14181f" }),
    lettering("Infrastructure", { x: 36, y: 882, size: 104, weight: 300, stretch: 96, fill: "#14181f" }),
    lettering("The conference about what does not fall over", {
      x: 38,
      y: 952,
      size: 27,
      weight: 500,
      stretch: 100,
      fill: "#14181f",
    }),
  );
}
