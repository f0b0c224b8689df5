import { lettering } from "../lettering";
import { circle, fill, line, poster, range, rect } from "../svg";

/** A running track from above, cut where the wall begins. */
export function ramparts() {
  const lanes = range(8).map((lane) =>
    circle([850, 1060], 90 + lane * 54, line(lane === 5 ? "#ffe14a" : "#fff4ea", lane === 5 ? 44 : 6)),
  );
  const wall = range(6).map((tooth) => rect(tooth * 160 - 40, 0, 88, 150, fill("#102a6b")));
  return poster(
    "#f0412a",
    ...lanes,
    ...wall,
    rect(0, 0, 800, 74, fill("#102a6b")),
    lettering("RUN", { x: 34, y: 404, size: 250, weight: 900, stretch: 62, fill: "#fff4ea" }),
    lettering("THE", { x: 446, y: 404, size: 92, weight: 300, stretch: 125, fill: "#fff4ea" }),
    lettering("RAMPARTS", { x: 34, y: 560, width: 732, weight: 900, stretch: 66, fill: "#102a6b" }),
    lettering("5 KM · 10 KM · FOR THE LIFEBOATS", {
      x: 38,
      y: 618,
      size: 27,
      weight: 750,
      stretch: 100,
      fill: "#fff4ea",
      tracking: 20,
    }),
  );
}
