import { clampChroma, converter, formatHex, type Oklch, wcagContrast } from "culori";
import { z } from "zod";

const toOklch = converter("oklch");

/** WCAG 2.2, 1.4.3 and 1.4.11: the least contrast of text, and of what has to be seen to be used. */
const text = 4.5;
const shape = 3;
/** The hardest grounds a page has: `--color-sunken` in light, `--color-surface` in dark. Paper is easier. */
const lightGround = "#e9ede5";
const darkGround = "#141d19";
const [darkText, lightText, black] = ["#160a04", "#ffffff", "#000000"] as const;
const steps = 100;

/** An organizer's colour as it is kept: `#rrggbb`, in small letters. */
export const accentColour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, "A colour as #rrggbb");

/** `dark` are those of the dark scheme; what stands on either accent is the same. */
export type Accent = {
  accent: string;
  onAccent: string;
  accentInk: string;
  accentDark: string;
  accentInkDark: string;
};

/** The nearest colour of the same hue, towards black (0) or white (1), that stands off `ground` by `least`. */
function moved(colour: string, towards: 0 | 1, ground: string, least: number): string {
  const from: Oklch = toOklch(colour) ?? { mode: "oklch", l: 0, c: 0 };
  for (let step = 0; step < steps; step++) {
    const l = from.l + ((towards - from.l) * step) / steps;
    const found = step === 0 ? colour : formatHex(clampChroma({ ...from, l }, "oklch"));
    if (wcagContrast(found, ground) >= least) return found;
  }
  return towards === 0 ? black : lightText;
}

function textOn(colour: string): string {
  const dark = wcagContrast(colour, darkText);
  const light = wcagContrast(colour, lightText);
  if (Math.max(dark, light) >= text) return dark >= light ? darkText : lightText;
  return black;
}

/**
 * An organizer's colour (`#rrggbb`) as pages may use it, readable whatever was chosen: text on the accent, and the ink
 * on every ground of either scheme, have 4.5:1. The accent itself is a fill only: lines and focus rings take the ink.
 */
export function accentOf(hex: string): Accent {
  const onAccent = textOn(hex);
  return {
    accent: hex,
    onAccent,
    accentInk: moved(hex, 0, lightGround, text),
    accentDark: moved(hex, 1, darkGround, shape),
    accentInkDark: moved(hex, 1, darkGround, text),
  };
}
