import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askAfterFailureMs, nextAskMs } from "./poll";

const poll = { floorMs: 2000, ceilMs: 30_000 };
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("how often a waiting page asks", () => {
  test("the further away the less often, between the room's own bounds and a fifth more or less", () => {
    const wait = fc.oneof(fc.nat(10_000_000), fc.constant(Number.POSITIVE_INFINITY));
    fc.assert(
      fc.property(wait, wait, chance, (one, other, any) => {
        const [near, far] = [Math.min(one, other), Math.max(one, other)];
        const [soon, late] = [nextAskMs(poll, near, any), nextAskMs(poll, far, any)];
        expect(soon).toBeLessThanOrEqual(late);
        expect(soon).toBeGreaterThanOrEqual(0.8 * poll.floorMs);
        expect(late).toBeLessThanOrEqual(1.2 * poll.ceilMs);
      }),
      { seed: 20_261_122 },
    );
    expect(nextAskMs(poll, 0, 0.5)).toBe(2000);
    expect(nextAskMs(poll, 120_000, 0.5)).toBe(10_000);
    expect(nextAskMs(poll, 120_000, 0)).toBeLessThan(nextAskMs(poll, 120_000, 0.9));
  });

  test("after a failure less and less often, and never before it was told to", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 600 }), chance, (times, seconds, any) => {
        const ms = askAfterFailureMs(times, seconds, any);
        expect(ms).toBeGreaterThanOrEqual(seconds * 1000);
        expect(ms).toBeLessThanOrEqual(Math.max(72_000, seconds * 1400));
      }),
      { seed: 20_261_122 },
    );
    expect([0, 1, 2, 9].map((times) => askAfterFailureMs(times, 0, 0.5))).toEqual([2000, 4000, 8000, 60_000]);
  });
});
