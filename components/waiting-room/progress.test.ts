import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advance, expected, isOlder, type Progress, started } from "./progress";

const seen = (v: string, serving: number, at = 0) => ({ v, serving, at: new Date(at).toISOString() });
const walk = (steps: [string, number, number][], place = 1000) =>
  steps.reduce<Progress>((known, [v, serving, at]) => advance(known, seen(v, serving, at), place, at), started);

describe("which document is the older one", () => {
  test.each([
    [seen("1.1", 0), seen("1.2", 0)],
    [seen("1.9", 0), seen("1.10", 0)],
    [seen("1.999", 0), seen("2.1", 0)],
    [seen("1.1", 0, 5), seen("1.1", 0, 6)],
    [seen("1.1", 0, 6), seen("1.2", 0, 5)],
  ])("%j is older than %j, not the other way round", (older, newer) => {
    expect(isOlder(older, newer)).toBe(true);
    expect(isOlder(newer, older)).toBe(false);
    expect(isOlder(newer, newer)).toBe(false);
    expect(isOlder(older, started)).toBe(false);
  });
});

describe("how many are ahead", () => {
  test("never grows, whatever documents come in whatever order", () => {
    const document = fc.record({
      epoch: fc.integer({ min: 1, max: 3 }),
      version: fc.nat(50),
      serving: fc.nat(2000),
    });
    fc.assert(
      fc.property(fc.array(document, { maxLength: 60 }), fc.integer({ min: 1, max: 2000 }), (documents, place) => {
        let known = started;
        for (const [index, { epoch, version, serving }] of documents.entries()) {
          const next = advance(known, seen(`${epoch}.${version}`, serving, index), place, index * 1000);
          expect(next.least).toBeLessThanOrEqual(known.least ?? Number.POSITIVE_INFINITY);
          expect(isOlder(next, known)).toBe(false);
          known = next;
        }
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
  });

  test("is what lies between a place and the last one called", () => {
    expect(walk([["1.1", 100, 0]]).least).toBe(900);
    expect(
      walk([
        ["1.1", 100, 0],
        ["1.2", 400, 1],
      ]),
    ).toMatchObject({ least: 600, most: 900 });
    expect(walk([["1.1", 1500, 0]]).least).toBe(0);
  });

  test("does not hear an older document, but hears the same one again", () => {
    expect(
      walk([
        ["1.5", 400, 0],
        ["1.4", 700, 1],
      ]),
    ).toMatchObject({ v: "1.5", least: 600 });
    expect(
      walk([
        ["1.5", 400, 0],
        ["1.5", 700, 1],
      ]),
    ).toMatchObject({ v: "1.5", least: 300 });
  });

  test("is counted from the place that was drawn, not from the one before", () => {
    const drawn = advance(walk([["1.1", 0, 0]], 5), seen("1.2", 0), 70, 1);
    expect(drawn).toMatchObject({ place: 70, least: 70 });
  });
});

describe("how long it may take", () => {
  test("is not said before half a minute was seen, nor while nothing moves", () => {
    expect(
      expected(
        walk([
          ["1.1", 0, 0],
          ["1.2", 29, 29_000],
        ]),
        60,
      ),
    ).toBeUndefined();
    expect(
      expected(
        walk([
          ["1.1", 10, 0],
          ["1.2", 10, 40_000],
        ]),
        60,
      ),
    ).toBeUndefined();
    expect(
      expected(
        walk([
          ["1.1", 0, 0],
          ["1.2", 30, 30_000],
        ]),
        60,
      ),
    ).toBeDefined();
  });

  test("is a range between what the room promises and what was seen", () => {
    // 970 ahead: 60 a minute promised, 60 and 30 a minute seen.
    expect(
      expected(
        walk([
          ["1.1", 0, 0],
          ["1.2", 30, 30_000],
        ]),
        60,
      ),
    ).toEqual([16, 20]);
    expect(
      expected(
        walk([
          ["1.1", 0, 0],
          ["1.2", 30, 60_000],
        ]),
        60,
      ),
    ).toEqual([16, 39]);
  });
});
