import { lettering } from "../lettering";
import { circle, fill, poster, range } from "../svg";

/** A hundred lights, one for each person in the room. */
export function lumi() {
  const lights = range(100).map((light) => {
    const column = light % 10;
    const row = Math.floor(light / 10);
    const distance = Math.hypot(column - 6, row - 3);
    const bright = Math.max(0.16, 1 - distance / 7);
    return circle(
      [67 + column * 74, 84 + row * 66],
      8 + bright * 22,
      fill(distance < 0.1 ? "#fff6a8" : "#ffd3ec", bright),
    );
  });
  return poster(
    "#5a1fb8",
    `<radialGradient id="glow" cx="0.64" cy="0.28" r="0.8"><stop stop-color="#ff6ec4"/><stop offset="0.55" stop-color="#8a35dd"/><stop offset="1" stop-color="#2b0f73"/></radialGradient>`,
    `<rect width="800" height="1000" fill="url(#glow)"/>`,
    ...lights,
    lettering("lumi", { x: 30, y: 904, size: 264, weight: 780, stretch: 118, fill: "#fff6fb", tracking: -24 }),
    lettering("Cent voix. Une seule fois.", { x: 40, y: 964, size: 26, weight: 600, stretch: 104, fill: "#fff6fb" }),
  );
}
