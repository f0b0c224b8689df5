import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { rush } from "../fixtures/fans";
import { anEvent } from "../fixtures/world";

// The guard goes off from outside: a variant of the scripts that never finds too few left.
vi.mock("@/lib/inventory/scripts/rush.lua", () => ({ default: "" }));
vi.mock("@/lib/inventory/scripts/supply.lua", () => {
  const source = readFileSync("lib/inventory/scripts/supply.lua", "utf8");
  const guard = "if not enough then return reply end";
  if (!source.includes(guard)) throw new Error("the guard is elsewhere now: take it out there");
  return { default: source.replace(guard, "") };
});

test("without its guard Redis oversells, so the tests of the guard can fail", async () => {
  const world = await anEvent({ capacity: 100 });
  const outcomes = await rush(
    world,
    Array.from({ length: 200 }, () => 1),
  );
  const units = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.units.map(({ unit }) => unit) : []));
  expect(units).toHaveLength(200);
  expect(Math.max(...units)).toBeGreaterThan(100);
});
