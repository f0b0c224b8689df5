import { lettering } from "../lettering";
import { chance, fill, type Point, polar, polygon, poster, range } from "../svg";

/** Panes of one broken window, seen from inside a lamp. */
export function portDeVerre() {
  const next = chance(7);
  const lamp: Point = [400, 360];
  const tints = ["#9ff0e0", "#3bb6a8", "#126e7a", "#f6ffe9", "#0b4a5c", "#ffcf6b"];
  const panes = range(26).map((pane) => {
    const from = pane * (360 / 26) + next() * 6;
    const near = 40 + next() * 120;
    const far = 380 + next() * 420;
    const tint = tints[Math.floor(next() * tints.length)] ?? "#9ff0e0";
    return polygon(
      [
        polar(lamp, near, from),
        polar(lamp, far, from - 5),
        polar(lamp, far * 0.86, from + 11),
        polar(lamp, near + 30, from + 9),
      ],
      fill(tint, 0.72),
    );
  });
  return poster(
    "#062b37",
    ...panes,
    polygon(
      range(6).map((corner) => polar(lamp, 46, corner * 60)),
      fill("#fff3c4"),
    ),
    `<linearGradient id="tide" x1="0" x2="0" y1="0" y2="1"><stop stop-color="#062b37" stop-opacity="0"/><stop offset="0.55" stop-color="#062b37"/></linearGradient>`,
    `<rect y="560" width="800" height="440" fill="url(#tide)"/>`,
    lettering("LE PORT", { x: 38, y: 838, size: 126, weight: 250, stretch: 88, fill: "#f6ffe9", tracking: 60 }),
    lettering("DE VERRE", { x: 38, y: 946, size: 126, weight: 250, stretch: 88, fill: "#f6ffe9", tracking: 60 }),
  );
}
