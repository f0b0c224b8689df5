import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { excessOf, type Scene, shareOf, simulate } from "@/bench/admission/simulate";
import { ownPlatform } from "../fixtures/platform";
import { rawRedis } from "../fixtures/stack";

ownPlatform({ instances: 0, cluster: process.env.MODEL_CLUSTER === "yes" });

const clock = readFileSync(new URL("../fixtures/clock.lua", import.meta.url), "utf8");

async function play(change: Partial<Scene>) {
  const scene: Scene = { seconds: 180, rate: 10, burst: 10, absent: 0.3, ...change };
  const course = await simulate(rawRedis(), clock, scene);
  return { ...course, excess: excessOf(course, scene), thirdMinute: shareOf(course, scene, 120, 180) };
}

describe("the law of calling and admitting", () => {
  test.each<[string, Partial<Scene>]>([
    ["all come", { absent: 0 }],
    ["three of ten do not come", {}],
    ["three of ten do not come, and three controllers lose half of their ticks", { controllers: 3, lostTicks: 0.5 }],
    ["six of ten do not come", { absent: 0.6 }],
    ["half do not come, and all of them do after all, together", { absent: 0.5, backAt: 90 }],
    ["one in ten closes the tab each time they are told to wait", { closedTabs: 0.1 }],
    ["eight controllers", { controllers: 8 }],
  ])("%s: as many enter as the rate allows, never more, and nobody is overtaken", async (_, change) => {
    const { thirdMinute, excess, overtakes } = await play(change);
    expect(thirdMinute).toBeGreaterThanOrEqual(0.95);
    expect({ excess, overtakes }).toEqual({ excess: 0, overtakes: 0 });
  });

  test("no more are active than may be, and free slots are filled", async () => {
    const { admitted, mostActive } = await play({ most: 100, stay: 20 });
    expect(mostActive).toBeLessThanOrEqual(100);
    const last = admitted.filter((at) => at >= 60).length;
    // A hundred slots of twenty seconds each are filled five times a second.
    expect(last).toBeGreaterThanOrEqual(0.7 * 5 * 120);
  });
});

test("a room that lets in three a minute does", async () => {
  const { admitted, excess } = await play({ rate: 0.05, burst: 1, absent: 0, seconds: 300 });
  expect(excess).toBe(0);
  expect(admitted.length).toBeGreaterThanOrEqual(13);
});

const arrival = 'if redis.call("SETBIT", lane.came, place, 1) == 0 then count_arrival(place) end\n';
const success = 'set("admitted", number("admitted") + 1)\n';

describe("simpler laws fail where this one holds", () => {
  test("absentees are not counted as on the way: too few are called", async () => {
    const edits = [["(1 - line.absent) * lead + line.absent * window", "(1 - line.absent) * lead"]] as const;
    expect((await play({ edits })).thirdMinute).toBeLessThan(0.75);
  });

  test("success counts in place of arrival: the called run away when absentees return together", async () => {
    const returning = { absent: 0.5, rate: 5, burst: 5, seconds: 120, backAt: 60 };
    const edits = [
      [arrival, ""],
      [success, `${success}${arrival}`],
      ["line.part - line.here", "line.part"],
    ] as const;
    const [ours, theirs] = [await play(returning), await play({ ...returning, edits })];
    expect(theirs.mostWaiting).toBeGreaterThan(1.5 * ours.mostWaiting);
  });

  test("nobody is called while somebody here is refused: places stay empty", async () => {
    const edits = [["local more = ", "if line.here > 0 then kept = 0 end\n  local more = "]] as const;
    expect((await play({ absent: 0.6, edits })).thirdMinute).toBeLessThan(0.97);
    expect((await play({ absent: 0.6 })).thirdMinute).toBeGreaterThan(0.98);
  });

  test("control: a limit that is not asked is passed", async () => {
    const edits = [["before >= math.min(math.floor(tokens), taken)", "before >= taken"]] as const;
    expect((await play({ edits })).excess).toBeGreaterThan(1);
  });

  test("control: where whoever asks first enters, people are overtaken", async () => {
    const edits = [["before >= math.min(math.floor(tokens), taken)", "math.min(tokens, taken) < 1"]] as const;
    const { excess, overtakes } = await play({ edits, seconds: 60 });
    expect(excess).toBe(0);
    expect(overtakes).toBeGreaterThan(0);
  });
});
