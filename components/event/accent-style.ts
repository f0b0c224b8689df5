import type { CSSProperties } from "react";
import { accentOf } from "@/lib/core/accent";

/** The organizer's colour for everything inside an element; their own absence leaves the product's. */
export function accentStyle(hex: string | null): CSSProperties | undefined {
  if (!hex) return undefined;
  const { accent, onAccent, accentInk, accentDark, accentInkDark } = accentOf(hex);
  const ink = `light-dark(${accentInk}, ${accentInkDark})`;
  const variables: Record<`--${string}`, string> = {
    "--color-accent": `light-dark(${accent}, ${accentDark})`,
    "--color-on-accent": onAccent,
    "--color-accent-ink": ink,
    "--color-mark": ink,
  };
  return variables;
}
