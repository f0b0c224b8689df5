import { lettering } from "../lettering";
import { circle, fill, line, type Point, polygon, poster, range, rect } from "../svg";

/** A skyline drawn from its middle outwards, the way the film was lit. */
export function metropolis() {
  const gold = "#e8b64c";
  const heights = [640, 560, 500, 400, 330, 240, 170];
  const towers = heights.flatMap((height, step) => {
    const width = 62;
    const windows = (x: number) =>
      range(Math.floor(height / 34) - 1).map((floor) =>
        rect(x + 14, 730 - height + 26 + floor * 34, width - 28, 6, fill(step % 2 ? gold : "#0c1a24")),
      );
    return [400 + step * width, 400 - (step + 1) * width].flatMap((x) => [
      rect(x, 730 - height, width, height, fill(step % 2 ? "#12303d" : "#1f5563")),
      ...windows(x),
    ]);
  });
  const beams = [-1, 1].map((side) => {
    const foot: Point = [400 + side * 40, 730];
    return polygon([foot, [400 + side * 430, -40], [400 + side * 250, -40]], fill(gold, 0.28));
  });
  return poster(
    "#0c1a24",
    ...range(7).map((ring) => circle([400, 130], 60 + ring * 62, line("#1f5563", 3))),
    ...beams,
    ...towers,
    polygon(
      [
        [400, 20],
        [424, 96],
        [376, 96],
      ],
      fill(gold),
    ),
    rect(0, 730, 800, 8, fill(gold)),
    lettering("METROPOLIS", { x: 34, y: 884, width: 732, weight: 640, stretch: 62, fill: gold, tracking: 20 }),
    lettering("IN CONCERT", {
      x: 400,
      y: 940,
      size: 34,
      weight: 400,
      stretch: 125,
      fill: "#f4ead2",
      tracking: 320,
      anchor: "middle",
    }),
  );
}
