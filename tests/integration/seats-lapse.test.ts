import { expect, test, vi } from "vitest";
import { aClock } from "../fixtures/clock";
import { granted } from "../fixtures/granted";
import { anEventIn, askFor, best, seatsIn, these } from "../fixtures/hall";

vi.mock("@/lib/redis/clock.lua", () => import("../fixtures/clock.lua"));

const ttlSeconds = 60;

test("seats of a hold whose time is over are found and picked at once, with no sweep", async () => {
  const world = await anEventIn({ stalls: ["aaaa", "aaaa"] }, { hold: { ttlSeconds } });
  const clock = await aClock(world.eventId);
  const first = granted(await askFor(world, best(world, 4)));
  granted(await askFor(world, best(world, 4)));
  expect(await askFor(world, best(world, 4))).toMatchObject({ problem: { kind: "sold_out" } });
  await clock.pass(ttlSeconds * 1000);
  expect(seatsIn(granted(await askFor(world, best(world, 4))))).toEqual(seatsIn(first));
  expect(seatsIn(granted(await askFor(world, these("stalls-B-1", "stalls-B-2"))))).toHaveLength(2);
});

test("more lapsed holds than one script ends are no reason to refuse seats", async () => {
  const world = await anEventIn({ stalls: ["a".repeat(120)] }, { hold: { ttlSeconds } });
  const clock = await aClock(world.eventId);
  for (let seat = 0; seat < 120; seat++) granted(await askFor(world, best(world, 1)));
  await clock.pass(ttlSeconds * 1000);
  expect(granted(await askFor(world, these("stalls-A-120"))).units).toHaveLength(1);
});
