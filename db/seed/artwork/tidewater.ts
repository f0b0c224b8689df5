import { lettering } from "../lettering";
import { circle, fill, path, poster, range, round } from "../svg";

const sea = ["#ffb199", "#ff7f6b", "#f2545b", "#b23a68", "#6b2d6b", "#3a2467", "#1d1b4f", "#0f1238"];

/** One band of water down to the foot of the sheet. */
function wave(level: number, height: number, length: number, phase: number, colour: string) {
  const half = length / 2;
  const start = -length + phase;
  const crests = range(Math.ceil((800 + length * 2) / half)).map(() => `t${half} 0`);
  return path(
    `M${round(start)} ${level}q${half / 2} ${-height} ${half} 0${crests.join("")}V1000H${round(start)}Z`,
    fill(colour),
  );
}

export function tidewater() {
  return poster(
    "#ffd9bd",
    circle([548, 330], 190, fill("#ff5a36")),
    ...sea.map((colour, band) => wave(392 + band * 72, 46 + band * 10, 380 + band * 44, (band * 137) % 380, colour)),
    lettering("TIDE", { x: 36, y: 176, width: 470, weight: 900, stretch: 125, fill: "#1d1b4f" }),
    lettering("WATER", { x: 36, y: 958, width: 728, weight: 900, stretch: 125, fill: "#ffd9bd" }),
    lettering("Three days where the river meets the sea", {
      x: 38,
      y: 222,
      size: 20,
      weight: 650,
      stretch: 98,
      fill: "#1d1b4f",
    }),
  );
}
