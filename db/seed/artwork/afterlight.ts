import { lettering } from "../lettering";
import { circle, fill, line, type Point, polar, polygon, poster, range } from "../svg";

/** An eclipse with the whole arena's lights behind it. */
export function afterlight() {
  const sun: Point = [400, 430];
  const rays = range(48).map((ray) => {
    const angle = ray * 7.5;
    return polygon(
      [
        polar(sun, 150, angle - 1.6),
        polar(sun, 900, angle - 2.4),
        polar(sun, 900, angle + 1.1),
        polar(sun, 150, angle + 1.2),
      ],
      fill(ray % 2 ? "#ff3d8b" : "#ffb03a", ray % 3 ? 0.85 : 0.4),
    );
  });
  return poster(
    "#180322",
    `<radialGradient id="sky" cx="0.5" cy="0.43" r="0.75"><stop stop-color="#7d0f5e"/><stop offset="1" stop-color="#180322"/></radialGradient>`,
    `<rect width="800" height="1000" fill="url(#sky)"/>`,
    ...rays,
    circle(sun, 214, fill("#ffe9d1")),
    circle([412, 440], 204, fill("#180322")),
    circle([412, 440], 236, line("#ffe9d1", 2)),
    lettering("NOVA", { x: 400, y: 424, size: 78, weight: 900, stretch: 125, fill: "#ffe9d1", anchor: "middle" }),
    lettering("SAINT", { x: 400, y: 496, size: 78, weight: 900, stretch: 125, fill: "#ffe9d1", anchor: "middle" }),
    `<rect y="830" width="800" height="170" fill="#180322"/>`,
    lettering("AFTERLIGHT", { x: 34, y: 950, width: 732, weight: 900, stretch: 125, fill: "#ffb03a" }),
  );
}
