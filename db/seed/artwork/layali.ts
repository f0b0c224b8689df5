import { arabicLettering, lettering } from "../lettering";
import { fill, line, type Point, polar, polygon, poster, range, rect } from "../svg";

const gold = "#e3a857";

/** Eight-pointed stars, each two squares, set so that their points meet. */
const star = (centre: Point, radius: number, paint: string) =>
  polygon(
    range(16).map((corner) => polar(centre, corner % 2 ? radius * 0.765 : radius, corner * 22.5)),
    paint,
  );

export function layali() {
  const field = range(6).flatMap((row) =>
    range(5).map((column) => {
      const centre: Point = [column * 200, row * 132 - 10 + (column % 2) * 66];
      return (
        star(centre, 92, line(row < 2 ? "#1f7a74" : gold, 5)) + star(centre, 58, fill(row % 2 ? "#0f4f52" : "#134a63"))
      );
    }),
  );
  return poster(
    "#08303a",
    ...field,
    star([400, 330], 228, fill("#08303a")),
    star([400, 330], 206, fill(gold)),
    star([400, 330], 150, line("#08303a", 6)),
    rect(0, 650, 800, 350, fill("#08303a")),
    arabicLettering("ليالي العود", {
      x: 400,
      y: 800,
      width: 640,
      weight: 700,
      stretch: 100,
      fill: gold,
      anchor: "middle",
    }),
    lettering("LAYALI AL-OUD", {
      x: 400,
      y: 936,
      size: 46,
      weight: 500,
      stretch: 118,
      fill: "#f5ead7",
      tracking: 160,
      anchor: "middle",
    }),
  );
}
