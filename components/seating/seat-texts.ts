/** Everything the picker may have to say; `{name}` stands for a value. No catalogue is sent along. */
export type SeatTexts = Record<
  | ("title" | "intro" | "loading" | "failed" | "retry" | "section" | "row" | "seatsHint" | "rowOf")
  | ("free" | "full" | "map" | "mapHint" | "stage" | "nearer" | "farther" | "whole" | "legend" | "picked" | "none")
  | ("remove" | "kind" | "added" | "removed" | "limit" | "lost" | "kept" | "about" | "seat" | "from"),
  string
> & {
  states: Record<"free" | "taken" | "picked", string>;
  marks: Record<"accessible" | "companion" | "obstructed", string>;
};

/** A text with its values in place. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
