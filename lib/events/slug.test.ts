import { expect, test } from "vitest";
import { slugCandidates, slugify, slugShape } from "./slug";

test.each([
  ["An Evening with Ada", "an-evening-with-ada"],
  ["  Café — Été 2027! ", "cafe-ete-2027"],
  ["コンサート", ""],
])("%s becomes %s", (title, slug) => {
  expect(slugify(title)).toBe(slug);
});

test("every candidate is an address, whatever the title, and the last is new each time", () => {
  for (const title of ["An Evening", "コンサート", "-", "a".repeat(500)]) {
    expect(slugCandidates(title).filter((slug) => !slugShape.test(slug) || slug.length > 80)).toEqual([]);
  }
  expect(slugCandidates("x").at(-1)).not.toBe(slugCandidates("x").at(-1));
});
