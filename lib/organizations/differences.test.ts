import { expect, test } from "vitest";
import { differences } from "./differences";

test("what changed is named by its path, what stayed is not named", () => {
  const before = { title: "A", hold: { ttlSeconds: 60, maxUnits: 8 }, kept: 1 };
  const after = { title: "B", hold: { ttlSeconds: 90, maxUnits: 8 }, kept: 1 };
  expect(differences(before, after)).toEqual([
    { field: "title", before: "A", after: "B" },
    { field: "hold.ttlSeconds", before: "60", after: "90" },
  ]);
});

test("what was made or ended has one side", () => {
  expect(differences(undefined, { role: "owner", none: null })).toEqual([{ field: "role", after: "owner" }]);
  expect(differences({ role: "owner" }, null)).toEqual([{ field: "role", before: "owner" }]);
  expect(differences(null, undefined)).toEqual([]);
});

test("lists of words stay together, lists of things go by their place", () => {
  expect(differences({ scopes: ["a", "b"] }, { scopes: ["a"] })).toEqual([
    { field: "scopes", before: "a, b", after: "a" },
  ]);
  expect(differences({}, { types: [{ name: "Standing" }] })).toEqual([{ field: "types.0.name", after: "Standing" }]);
});

test("however much a row holds, what is shown of it is bounded", () => {
  const huge = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, "x".repeat(1000)]));
  const shown = differences({}, huge);
  expect(shown).toHaveLength(40);
  expect(shown[0]?.after).toHaveLength(300);
});
