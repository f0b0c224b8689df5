import { encode } from "uqr";

const quietZone = 4;

/** Dark on white whatever the page's colours are: scanners need the contrast and the margin. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const side = size + 2 * quietZone;
  return (
    <svg
      viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="w-full rounded-sm bg-[#fff]"
    >
      <path d={squares.join("")} fill="#000" />
    </svg>
  );
}
