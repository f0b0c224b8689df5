import { wcagContrast } from "culori";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accentColour, accentOf } from "./accent";

const hex = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, "0")}`);
const light = ["#f4f6f1", "#ffffff", "#e9ede5"];
const dark = ["#0c1310", "#141d19", "#080d0b"];

/** The least contrast of these inks on these grounds. */
const least = (inks: string[], grounds: string[]) =>
  Math.min(...inks.flatMap((ink) => grounds.map((ground) => wcagContrast(ink, ground))));

describe("whatever colour an organizer chose", () => {
  test("text on it, and its ink on every ground, can be read in light and dark", () => {
    fc.assert(
      fc.property(hex, (colour) => {
        const { accent, onAccent, accentInk, accentDark, accentInkDark } = accentOf(colour);
        expect(accent).toBe(colour);
        expect(least([onAccent], [accent, accentDark])).toBeGreaterThanOrEqual(4.5);
        expect(least([accentInk], light)).toBeGreaterThanOrEqual(4.5);
        expect(least([accentInkDark], dark)).toBeGreaterThanOrEqual(4.5);
        // A button must be seen on the dark page; on the light one its text alone says enough.
        expect(least([accentDark], dark)).toBeGreaterThanOrEqual(3);
      }),
      {
        numRuns: 300,
        seed: 20_261_122,
        examples: [["#000000"], ["#ffffff"], ["#808080"], ["#0000ff"], ["#ffff00"], ["#ff5b1f"]],
      },
    );
  });

  test("it stays as it was chosen where it can be read already", () => {
    expect(accentOf("#0a6140")).toMatchObject({ accent: "#0a6140", onAccent: "#ffffff", accentInk: "#0a6140" });
    expect(accentOf("#63d6a1")).toMatchObject({ onAccent: "#160a04", accentDark: "#63d6a1", accentInkDark: "#63d6a1" });
  });

  test("unchanged it could not be read: the guarantee is not met by chance", () => {
    expect(least(["#ffff00"], light)).toBeLessThan(4.5);
    expect(least(["#00004d"], dark)).toBeLessThan(3);
    expect(least(["#ffffff"], ["#ff5b1f"])).toBeLessThan(4.5);
  });
});

test.each([
  ["#FF5B1F", "#ff5b1f"],
  [" #0b5cad ", "#0b5cad"],
])("%j is kept as %s", (given, kept) => {
  expect(accentColour.parse(given)).toBe(kept);
});

test.each(["", "red", "#fff", "#ff5b1f80", "#ff5b1g", "url(x)", "#ff5b1f;color:red"])("%j is no colour", (given) => {
  expect(accentColour.safeParse(given).success).toBe(false);
});
