import { expect, test } from "vitest";
import { compileDelay } from "./expression";

const at = (text: string, retried: number) => compileDelay(text)?.(retried);

test("the vendor's own examples mean what its documentation says", () => {
  expect(at("1000", 7)).toBe(1_000);
  expect([0, 1, 2].map((retried) => at("1000 * (1 + retried)", retried))).toEqual([1_000, 2_000, 3_000]);
  expect([0, 1, 2].map((retried) => at("pow(2, retried) * 1000", retried))).toEqual([1_000, 2_000, 4_000]);
  expect([0, 9].map((retried) => at("max(1000, pow(2, retried) * 100)", retried))).toEqual([1_000, 51_200]);
});

test("operators bind as in arithmetic", () => {
  expect(at("2 + 3 * 4 - 10 / 5", 0)).toBe(12);
  expect(at("20 - 5 - 3", 0)).toBe(12);
  expect(at("-2 * -(3 + 1)", 0)).toBe(8);
  expect(at("min(floor(2.7), ceil(1.2), 5)", 0)).toBeUndefined();
  expect(at("min(floor(2.7), ceil(1.2)) + round(0.5) + abs(-1) + sqrt(9) + exp(0)", 0)).toBe(8);
});

test.each([
  "",
  "pow(2, retried",
  "pow(2)",
  "1 +",
  "retries",
  "process.exit()",
  "1; 2",
  "constructor(1)",
  "1 constructor 2",
  "1000 1000",
  "9".repeat(201),
])("%j is no expression", (text) => {
  expect(compileDelay(text)).toBeUndefined();
});
