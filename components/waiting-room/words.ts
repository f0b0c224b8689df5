import type { Lane } from "@/lib/waiting-room/lane-view";

/** What the page says that depends on figures; `{name}` stands for one. */
export type Words = {
  locale: string;
  unknown: string;
  soon: string;
  minutes: string;
  hours: string;
  paused: string;
  updated: string;
  ahead: string;
  inLine: string;
  next: string;
  nobody: string;
  left: string;
  soldOut: string;
  extended: string;
  lanes: Record<Exclude<Lane, "">, string>;
};

const hourMinutes = 60;
/** Up to here minutes are said, then hours. */
const minutesMax = 120;

export const filled = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

export function waitWords(words: Words, range: [number, number] | undefined, paused: boolean): string {
  if (paused) return words.paused;
  if (!range) return words.unknown;
  const [from, to] = range;
  if (to <= 1) return words.soon;
  if (to <= minutesMax) return filled(words.minutes, { from, to });
  return filled(words.hours, { from: Math.floor(from / hourMinutes), to: Math.ceil(to / hourMinutes) });
}

const two = (value: number) => String(value).padStart(2, "0");

/** What is left until a time, part by part, never below nought. */
export function clockParts(leftMs: number): Record<"d" | "h" | "m" | "s" | "clock", string> {
  const left = Math.max(0, Math.ceil(leftMs / 1000));
  const [minutes, s] = [Math.floor(left / 60), two(left % 60)];
  const [hours, m] = [Math.floor(minutes / 60), two(minutes % 60)];
  return { d: two(Math.floor(hours / 24)), h: two(hours % 24), m, s, clock: `${minutes}:${s}` };
}
