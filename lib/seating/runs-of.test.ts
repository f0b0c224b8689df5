import { expect, test } from "vitest";
import { aPlan } from "@/tests/fixtures/plan";
import { runsOf } from "./runs-of";

test("seats of one category that stand together are one run, and a floor has none", () => {
  expect(runsOf(aPlan())).toEqual([
    { section: "stalls", first: 1, last: 3, category: "a" },
    { section: "stalls", first: 4, last: 5, category: "b" },
  ]);
});
