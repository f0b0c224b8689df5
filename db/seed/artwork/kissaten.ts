import { lettering } from "../lettering";
import { circle, fill, line, path, poster, range, rect } from "../svg";

/** A record and a cup, the same circle twice. */
export function kissaten() {
  const grooves = range(13).map((groove) => circle([300, 330], 96 + groove * 13, line("#4a2a1c", 2)));
  return poster(
    "#f1e4cf",
    rect(0, 0, 800, 660, fill("#d6452b")),
    circle([300, 330], 272, fill("#1e120d")),
    ...grooves,
    circle([300, 330], 80, fill("#f1e4cf")),
    circle([300, 330], 9, fill("#1e120d")),
    circle([716, 470], 58, line("#f1e4cf", 26)),
    circle([560, 548], 176, fill("#f1e4cf")),
    circle([560, 548], 146, fill("#5b3220")),
    path("M468 520a100 100 0 0 1 120-62", `${line("#c98a5c", 10)} stroke-linecap="round"`),
    lettering("KISSATEN", { x: 36, y: 846, width: 728, weight: 860, stretch: 78, fill: "#1e120d" }),
    lettering("SESSIONS", { x: 36, y: 908, size: 44, weight: 300, stretch: 125, fill: "#d6452b", tracking: 120 }),
    lettering("Hikari plays one album, start to finish", {
      x: 38,
      y: 960,
      size: 25,
      weight: 600,
      stretch: 104,
      fill: "#1e120d",
    }),
  );
}
