import { expect, test } from "vitest";
import { durationMs } from "./duration";

test.each([
  ["50s", 50_000],
  ["1d10h30m", 124_200_000],
  ["6m5s", 365_000],
  ["1.5h", 5_400_000],
  ["250ms", 250],
  ["0s", 0],
])("%s lasts %d ms", (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

test.each(["", "10", "s", "10 s", "-5s", "1w", "5s later", `${"1".repeat(70)}s`])("%j is no duration", (text) => {
  expect(durationMs(text)).toBeUndefined();
});
