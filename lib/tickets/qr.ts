import { encode } from "uqr";

type Qr = { path: string; size: number };

/** One run of dark modules in a row, as a closed rectangle. */
const bar = (x: number, y: number, width: number) => `M${x} ${y}h${width}v1h-${width}z`;

function barsOf(row: boolean[], y: number): string[] {
  const bars: string[] = [];
  let start = -1;
  for (let x = 0; x <= row.length; x++) {
    if (row[x] && start < 0) start = x;
    if (row[x] || start < 0) continue;
    bars.push(bar(start, y, x - start));
    start = -1;
  }
  return bars;
}

/** A QR code as one vector path on a grid of `size` modules. The caller leaves four modules of white around. */
export function qrOf(text: string): Qr {
  // M survives 15 % of damage and keeps modules large; the library raises it where the size allows.
  const { data, size } = encode(text, { ecc: "M", border: 0, boostEcc: true });
  return { path: data.flatMap(barsOf).join(""), size };
}
