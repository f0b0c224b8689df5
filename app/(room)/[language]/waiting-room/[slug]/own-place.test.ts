import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownPlace } from "@/components/waiting-room/own-place";
import { permutation } from "@/lib/waiting-room/draw/permutation";

const seedOf = (text: string) => createHash("sha256").update(text).digest();

describe("the place a browser computes", () => {
  test("is the one that the server gives, for every size of a draw", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(), fc.string(), async (count, any, text) => {
        const [seed, index] = [seedOf(text), any % count];
        const place = await ownPlace(index + 1, { count, seed: seed.toString("hex") });
        expect(place).toBe(permutation(seed, count)(index) + 1);
      }),
      { numRuns: 60, seed: 20_261_122 },
    );
  });

  test("is every place once", async () => {
    const draw = { count: 37, seed: seedOf("beacon").toString("hex") };
    const numbers = Array.from({ length: draw.count }, (_, index) => index + 1);
    const places = await Promise.all(numbers.map((number) => ownPlace(number, draw)));
    expect(places.toSorted((a, b) => Number(a) - Number(b))).toEqual(numbers);
    expect(places).not.toEqual(numbers);
  });

  test("is the number in a plain line, and of those who came after the draw", async () => {
    expect(await ownPlace(7, null)).toBe(7);
    expect(await ownPlace(7, { count: 6, seed: seedOf("beacon").toString("hex") })).toBe(7);
    expect(await ownPlace(7, { count: 6 })).toBe(7);
  });

  test("is not known to those who registered until the seed is", async () => {
    expect(await ownPlace(6, { count: 6 })).toBeUndefined();
  });
});
