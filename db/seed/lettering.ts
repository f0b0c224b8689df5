import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";
import { decompress } from "wawoff2";

type Face = { weight: number; stretch: number };
type Run = ReturnType<Font["layout"]>;
/** A glyph and where it goes, in font units from the pen. */
type Placed = { glyph: Run["glyphs"][number]; advance: number; xOffset: number; yOffset: number };

const require = createRequire(import.meta.url);

async function load(file: string): Promise<Font> {
  const bytes = await decompress(readFileSync(require.resolve(file)));
  const font = create(Buffer.from(bytes));
  if (!("layout" in font)) throw new Error(`${file} is a collection, not one face`);
  return font;
}

const archivo = "@fontsource-variable/archivo/files/archivo";
const latin = await load(`${archivo}-latin-wdth-normal.woff2`);
const latinExtended = await load(`${archivo}-latin-ext-wdth-normal.woff2`);
const arabic = await load("@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal.woff2");

const drawn = new Map<string, Font[]>();

function facesOf({ weight, stretch }: Face): Font[] {
  const name = `${weight}/${stretch}`;
  const known = drawn.get(name);
  if (known) return known;
  const faces = [latin, latinExtended].map((font) => font.getVariation({ wght: weight, wdth: stretch }));
  drawn.set(name, faces);
  return faces;
}

const placed = (run: Run): Placed[] =>
  run.glyphs.flatMap((glyph, index) => {
    const position = run.positions[index];
    return position
      ? [{ glyph, advance: position.xAdvance, xOffset: position.xOffset, yOffset: position.yOffset }]
      : [];
  });

/** A variable face is split by script: each letter comes from the first file that has it. */
const latinGlyphs = (text: string, face: Face): Placed[] =>
  [...text].flatMap((letter) => {
    const font = facesOf(face).find((each) => each.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));
    if (!font) throw new Error(`no glyph for ${letter}`);
    return placed(font.layout(letter));
  });

export type Lettering = Face & {
  x: number;
  /** The baseline. */
  y: number;
  fill: string;
  tracking?: number;
  anchor?: "start" | "middle" | "end";
} & ({ size: number; width?: never } | { width: number; size?: never });

const unitsPerEm = 1000;

const shares = { start: 0, middle: 0.5, end: 1 };
const oneDecimal = (d: string) => d.replace(/-?\d+\.\d+/g, (digits) => String(Math.round(Number(digits) * 10) / 10));

function outline(glyphs: Placed[], style: Lettering) {
  const tracking = style.tracking ?? 0;
  const length = glyphs.reduce((sum, { advance }) => sum + advance + tracking, -tracking);
  const scale = (style.size ?? (style.width * unitsPerEm) / length) / unitsPerEm;
  let pen = style.x - shares[style.anchor ?? "start"] * length * scale;
  const paths = glyphs.map(({ glyph, advance, xOffset, yOffset }) => {
    const at = glyph.path.scale(scale, -scale).translate(pen + xOffset * scale, style.y - yOffset * scale);
    pen += (advance + tracking) * scale;
    return at.toSVG();
  });
  return `<path fill="${style.fill}" d="${oneDecimal(paths.join(""))}"/>`;
}

/** One line of type as outlines: an image may not load fonts. Either a size, or a width to fill. */
export const lettering = (text: string, style: Lettering) => outline(latinGlyphs(text, style), style);

/** Right-to-left type, shaped: letters join and take their positional forms. */
export const arabicLettering = (text: string, style: Lettering) => outline(placed(arabic.layout(text)), style);
