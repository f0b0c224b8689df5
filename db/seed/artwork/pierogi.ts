import { lettering } from "../lettering";
import { fill, line, path, polar, poster, range } from "../svg";

const brick = "#8f2412";
const dough = "#fff3d6";

function dumpling(x: number, y: number, turn: number, dough: string) {
  const pleats = range(9).map((pleat) => {
    const [x1, y1] = polar([0, 0], 84, -80 + pleat * 20);
    const [x2, y2] = polar([0, 0], 64, -80 + pleat * 20);
    return path(`M${x1} ${y1}L${x2} ${y2}`, `${line(brick, 6)} stroke-linecap="round"`);
  });
  const edge = range(9).map((pleat) => {
    const [ex, ey] = polar([0, 0], 92, -70 + pleat * 20 - 20 + 20);
    return `A17 17 0 0 1 ${ex} ${ey}`;
  });
  const [sx, sy] = polar([0, 0], 92, -90);
  return `<g transform="translate(${x} ${y}) rotate(${turn})">${path(`M${sx} ${sy}${edge.join("")}Q60 44 0 44Q-60 44 ${sx} ${sy}Z`, fill(dough))}${pleats.join("")}</g>`;
}

export function pierogi() {
  const rows = [
    [130, 0, 8],
    [400, -14, 172],
    [670, 10, -6],
  ] as const;
  const plate = range(3).flatMap((row) =>
    rows.map(([x, lift, turn], column) =>
      dumpling(x, 180 + row * 178 + lift, turn + row * 14, row === 1 && column === 1 ? "#ff6a3d" : dough),
    ),
  );
  return poster(
    "#f5b82e",
    ...plate,
    lettering("ROZMOWY", { x: 40, y: 776, width: 720, weight: 850, stretch: 100, fill: brick }),
    lettering("przy pierogach", { x: 40, y: 884, width: 720, weight: 600, stretch: 90, fill: brick }),
    lettering("Five talks. Five minutes each. Dinner after.", {
      x: 40,
      y: 954,
      size: 27,
      weight: 600,
      stretch: 100,
      fill: brick,
    }),
  );
}
