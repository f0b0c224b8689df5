import { expect, test } from "vitest";
import { clockParts, waitWords } from "./words";

const words = {
  locale: "en",
  unknown: "unknown",
  soon: "soon",
  minutes: "{from}-{to} min",
  hours: "{from}-{to} h",
  paused: "paused",
  updated: "",
  inLine: "",
  next: "",
  nobody: "",
  ahead: "",
  left: "",
  soldOut: "",
  extended: "",
  lanes: { presale: "", accessible: "", box_office: "" },
};

test.each([
  [undefined, "unknown"],
  [[0, 1], "soon"],
  [[0, 2], "0-2 min"],
  [[90, 120], "90-120 min"],
  [[90, 121], "1-3 h"],
] as const)("a wait of %j minutes is said as %s", (range, text) => {
  expect(waitWords(words, range && [range[0], range[1]], false)).toBe(text);
});

test("of a line that stands still no time is said", () => {
  expect(waitWords(words, [3, 5], true)).toBe("paused");
});

test("a clock has days, hours, minutes and seconds, and ends at nought", () => {
  expect(clockParts(90_061_000)).toEqual({ d: "01", h: "01", m: "01", s: "01", clock: "1501:01" });
  expect(clockParts(170_500)).toMatchObject({ m: "02", s: "51", clock: "2:51" });
  expect(clockParts(-5)).toMatchObject({ d: "00", s: "00", clock: "0:00" });
});
