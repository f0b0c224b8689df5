import { expect, test, vi } from "vitest";
import { ownPlatform } from "../fixtures/platform";
import { seed } from "../model/effort";
import { aRun, sequence } from "../model/inventory-sequence";
import type { SaleAction } from "../model/stock-run";
import { isFound, plant } from "./plant-script";
import { capPlants } from "./script-plants";

vi.mock("@/lib/redis/clock.lua", () => import("../fixtures/clock.lua"));
vi.mock("@/lib/inventory/releases", () => ({ releases: { max: 1, windowMs: 300_000 } }));

/*
  A model that misses a wrong script proves nothing. Each fault is put into the scripts from outside, at the gateway, and
  sequences of the model must meet it; without a fault none of them does.
*/
ownPlatform({ instances: 0 });

const sequencesMax = 200;
const everyScript: SaleAction[] = [
  { do: "reserve", fan: "ada", lines: { "1": 1 }, key: undefined, body: "b1" },
  { do: "release", nth: 0 },
  { do: "cap", type: 1, to: 2, lands: false },
  { do: "cap", type: 1, to: 2, lands: true },
  { do: "block", pool: 0, count: 1, lands: false },
];
const model = { sequence: sequence, aRun: aRun };

test("control: without a fault the model and Redis agree", async () => {
  expect(await isFound(model, 12, seed)).toBe(false);
});

test.each(Object.entries(capPlants))("%s: the model notices", async (_, fault) => {
  // The gateway knows the scripts it was sent.
  const run = await aRun();
  for (const step of everyScript) await run.move(step);
  await plant(fault);
  expect(await isFound(model, sequencesMax, seed)).toBe(true);
});
