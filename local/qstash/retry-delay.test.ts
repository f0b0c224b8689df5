import { expect, test } from "vitest";
import { retryDelayMs } from "./retry-delay";

const now = Date.parse("2026-11-22T10:00:00Z");
const delay = (retried: number, headers: Record<string, string[]> = {}, expression?: string) =>
  retryDelayMs({ outcome: { ms: 1, status: 500, headers, body: Buffer.alloc(0) }, retried, expression, now });

test("the table of the documentation: 12 s, 2 min 28 s, 30 min 8 s, 6 h 7 min, a day", () => {
  expect([0, 1, 2, 3, 4, 9].map((retried) => Math.floor(delay(retried) / 1_000))).toEqual([
    12, 148, 1_808, 22_026, 86_400, 86_400,
  ]);
});

test("Retry-After counts in seconds, as a duration and as a date", () => {
  expect(delay(0, { "retry-after": ["10"] })).toBe(10_000);
  expect(delay(0, { "retry-after": ["6m5s"] })).toBe(365_000);
  expect(delay(0, { "retry-after": ["Sun, 22 Nov 2026 10:01:00 GMT"] })).toBe(60_000);
  expect(delay(0, { "retry-after": ["Sun, 22 Nov 2026 09:00:00 GMT"] })).toBe(0);
});

test("a wish beyond a day, or that is none, leaves the backoff as it was", () => {
  expect(delay(0, { "retry-after": ["86401"] })).toBe(delay(0));
  expect(delay(0, { "retry-after": ["soon"] })).toBe(delay(0));
  expect(delay(0, { "retry-after": ["86400"] })).toBe(86_400_000);
});

test("the receiver's wish goes before the message's expression, which goes before the backoff", () => {
  expect(delay(2, {}, "1000 * retried")).toBe(2_000);
  expect(delay(2, { "retry-after": ["1"] }, "1000 * retried")).toBe(1_000);
  expect(delay(0, {}, "0 - 5")).toBe(0);
  expect(delay(0, {}, "pow(10, 12)")).toBe(86_400_000);
  expect(delay(0, {}, "0 / 0")).toBe(delay(0));
});
