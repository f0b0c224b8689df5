import { expect, test, vi } from "vitest";
import { isTurnOf, personOf, turnsOf } from "./person";

vi.mock("@/lib/core/env", () => ({ env: () => ({ HOLDFAST_SECRET: "a".repeat(32) }) }));

const [event, other] = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];
const ada = personOf(event, { visitor: "v_ada" });
const bob = personOf(event, { visitor: "v_bob" });

test("each turn of a person is somebody else, nobody has them twice, and they come to an end", () => {
  const turns = [ada, bob].flatMap((first) => turnsOf(event, first));
  expect(turns[0]).toBe(ada);
  expect(new Set(turns).size).toBe(100);
  expect(turns.every((person) => /^[\w-]{22}$/.test(person))).toBe(true);
});

test("a turn belongs to one person in one event, and goes on from each of them forwards alone", () => {
  const later = turnsOf(event, ada)[3] ?? "";
  expect(isTurnOf(event, ada, ada)).toBe(true);
  expect(isTurnOf(event, ada, later)).toBe(true);
  expect(isTurnOf(event, bob, later)).toBe(false);
  expect(isTurnOf(other, ada, later)).toBe(false);
  expect(isTurnOf(event, later, ada)).toBe(false);
});
