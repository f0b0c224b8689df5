import { lettering } from "../lettering";
import { circle, fill, path, poster, range, rect } from "../svg";

/** Three voices: the bass, the keys, the horn. */
export function nokturny() {
  const keys = range(12).map((key) =>
    rect(300, 92 + key * 46, key % 2 ? 150 : 226, 30, fill(key % 2 ? "#f3e9d2" : "#0a1230")),
  );
  const strings = range(4).map((string) => rect(96 + string * 34, 0, 5 + string * 2, 700, fill("#f3e9d2")));
  return poster(
    "#1947d1",
    rect(0, 0, 266, 700, fill("#0a1230")),
    ...strings,
    circle([146, 470], 74, fill("#ff4f3a")),
    ...keys,
    path("M560 92h240v120a180 180 0 0 1-180 180h-60z", fill("#f3e9d2")),
    circle([646, 548], 108, fill("#0a1230")),
    circle([646, 548], 56, fill("#1947d1")),
    rect(0, 700, 800, 300, fill("#f3e9d2")),
    lettering("NOKTURNY", { x: 34, y: 846, width: 732, weight: 800, stretch: 80, fill: "#0a1230" }),
    lettering("na trzy głosy", { x: 34, y: 926, size: 62, weight: 420, stretch: 100, fill: "#1947d1" }),
    lettering("TRIO WIECZOREK", {
      x: 766,
      y: 970,
      size: 22,
      weight: 750,
      stretch: 112,
      fill: "#0a1230",
      anchor: "end",
      tracking: 50,
    }),
  );
}
