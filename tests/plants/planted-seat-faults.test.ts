import { expect, test, vi } from "vitest";
import { ownPlatform } from "../fixtures/platform";
import { lanes, seed } from "../model/effort";
import { aSeatsRun, seatSequence } from "../model/seats-sequence";
import { isFound, plant } from "./plant-script";
import { scriptPlants } from "./script-plants";

vi.mock("@/lib/redis/clock.lua", () => import("../fixtures/clock.lua"));
vi.mock("@/lib/inventory/releases", () => ({ releases: { max: 2, windowMs: 300_000 } }));

/*
  A model that misses a wrong script proves nothing. Each fault is put into the scripts from outside, at the gateway, and
  sequences of the model must meet it; without a fault none of them does.
*/
ownPlatform({ instances: 0 });

const sequencesMax = 200;
const model = { sequence: seatSequence, aRun: aSeatsRun };

test("control: without a fault the model and Redis agree", async () => {
  expect(await isFound(model, 24, seed)).toBe(false);
});

test.each(Object.entries(scriptPlants))("%s: the model notices", async (_, fault) => {
  // The gateway knows the scripts it was sent.
  await isFound(model, lanes, 1);
  await plant(fault);
  expect(await isFound(model, sequencesMax, seed)).toBe(true);
});
