import { expect, test } from "vitest";
import { aPlan } from "@/tests/fixtures/plan";
import { seatingPlan } from "./plan";

test("a plan is read as it was written", () => {
  expect(seatingPlan.parse(aPlan())).toEqual(aPlan());
});

test.each([
  ["a field nobody knows", { colour: "red" }],
  ["another format", { format: "seats" }],
  ["a later version", { version: 2 }],
  ["no sections", { sections: [] }],
])("%s is no plan", (_name, change) => {
  expect(seatingPlan.safeParse({ ...aPlan(), ...change }).success).toBe(false);
});
