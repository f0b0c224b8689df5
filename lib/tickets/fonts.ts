import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Font } from "@react-pdf/renderer";
import { decompress } from "wawoff2";
import { invariant } from "@/lib/core/invariant";

const files = (packageName: string) => join(process.cwd(), "node_modules/@fontsource", packageName, "files");

/** Each covers a part of Unicode; the first that has a letter draws it. */
const faces = [
  ...["latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "devanagari"].map(
    (subset) => ({ family: `noto-sans-${subset}`, folder: files("noto-sans") }),
  ),
  { family: "noto-sans-hebrew-hebrew", folder: files("noto-sans-hebrew") },
  // Its letters come with their dots: react-pdf drops the offsets by which other Arabic faces place them.
  { family: "ibm-plex-sans-arabic-arabic", folder: files("ibm-plex-sans-arabic") },
];

let ready: Promise<void> | undefined;

/** Unpacked once: a packed face would be unpacked again for every document, which was half the cost of one. */
async function unpacked(file: string) {
  const face = await decompress(await readFile(file));
  return `data:font/ttf;base64,${Buffer.from(face).toString("base64")}`;
}

async function register() {
  for (const { family, folder } of faces) {
    const fonts = [];
    for (const fontWeight of [400, 700]) {
      fonts.push({ src: await unpacked(join(folder, `${family}-${fontWeight}-normal.woff2`)), fontWeight });
    }
    Font.register({ family, fonts });
    await Font.load({ fontFamily: family, fontWeight: 400 });
  }
  // Names and titles are not ours to hyphenate; only what could not fit a line at all is cut.
  Font.registerHyphenationCallback((word) => word.match(/.{1,24}/gu) ?? [word]);
}

function hasGlyph(family: string, codePoint: number) {
  const face = Font.getFont({ fontFamily: family, fontWeight: 400 })?.data;
  invariant(face && "hasGlyphForCodePoint" in face, `the face ${family} is loaded`);
  return face.hasGlyphForCodePoint(codePoint);
}

const familyFor = (character: string) =>
  faces.find(({ family }) => hasGlyph(family, character.codePointAt(0) ?? 0))?.family;

const isWord = /[\p{L}\p{N}]/u;

/** A letter that no face has would come out as some other one, silently: it shows as U+FFFD. Pictures are left out. */
function printable(text: string) {
  const drawn = (character: string) => (familyFor(character) ? character : isWord.test(character) ? "\uFFFD" : "");
  return [...text.normalize("NFC").replace(/\s+/g, " ")].map(drawn).join("").replace(/ +/g, " ").trim();
}

/** The families that some texts need, Latin always first, and the way to write only what can be drawn. */
export async function lettersFor(texts: string[]) {
  ready ??= register();
  await ready;
  const used = new Set([...new Set(printable(texts.join(" ")))].map(familyFor));
  const families = faces.map(({ family }) => family).filter((family, index) => index === 0 || used.has(family));
  return { families, printable };
}
