import { createHash } from "node:crypto";

export type Colours = { ground: string; ink: string; accent: string };

const palettes: [Colours, ...Colours[]] = [
  { ground: "#0f1a15", ink: "#f4f6f1", accent: "#ff5b1f" },
  { ground: "#0c0d10", ink: "#f4f6f1", accent: "#c8ff2e" },
  { ground: "#1c1246", ink: "#f7f4ff", accent: "#ff8ab5" },
  { ground: "#06263d", ink: "#eef7fb", accent: "#ffd23f" },
  { ground: "#3a0d1f", ink: "#fff4f0", accent: "#ff9f68" },
  { ground: "#0b3330", ink: "#effaf6", accent: "#7fe7c4" },
];

/** Bytes that look random and belong to the event for ever. */
export const digitsOf = (eventId: string) => createHash("sha256").update(eventId).digest();

/** The same event always wears the same colours. */
export const coloursOf = (eventId: string): Colours =>
  palettes[(digitsOf(eventId)[0] ?? 0) % palettes.length] ?? palettes[0];
