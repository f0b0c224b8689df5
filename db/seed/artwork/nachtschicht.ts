import { lettering } from "../lettering";
import { circle, fill, line, poster, range, rect } from "../svg";

/** Two sets of rings a little apart: their beat is the picture. */
export function nachtschicht() {
  const rings = (x: number, y: number, colour: string) =>
    range(34).map((ring) => circle([x, y], 12 + ring * 15, line(colour, 6.5)));
  const acid = "#c8ff2e";
  const night = "#0c0d10";
  return poster(
    night,
    ...rings(372, 372, acid),
    ...rings(446, 420, night),
    rect(0, 0, 800, 96, fill(night)),
    rect(0, 690, 800, 310, fill(night)),
    lettering("NACHT", { x: 36, y: 812, width: 728, weight: 900, stretch: 125, fill: "#f4f5ef" }),
    lettering("SCHICHT", { x: 36, y: 956, width: 728, weight: 900, stretch: 112, fill: acid }),
    lettering("KOLLEKTIV PARALLEL", {
      x: 36,
      y: 62,
      size: 25,
      weight: 700,
      stretch: 110,
      fill: "#f4f5ef",
      tracking: 40,
    }),
    lettering("23—08", {
      x: 764,
      y: 62,
      size: 25,
      weight: 700,
      stretch: 110,
      fill: "#f4f5ef",
      anchor: "end",
      tracking: 40,
    }),
  );
}
