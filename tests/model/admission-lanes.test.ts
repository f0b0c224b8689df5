import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Course, excessOf, type Scene, shareOf, simulate } from "@/bench/admission/simulate";
import type { Lane } from "@/lib/waiting-room/lanes";
import { ownPlatform } from "../fixtures/platform";
import { rawRedis } from "../fixtures/stack";

ownPlatform({ instances: 0, cluster: process.env.MODEL_CLUSTER === "yes" });

const clock = readFileSync(new URL("../fixtures/clock.lua", import.meta.url), "utf8");

async function play(change: Partial<Scene>) {
  const scene: Scene = { seconds: 180, rate: 10, burst: 10, absent: 0.3, ...change };
  const course = await simulate(rawRedis(), clock, scene);
  const { overtakes } = course;
  return { course, excess: excessOf(course, scene), overtakes, thirdMinute: shareOf(course, scene, 120, 180) };
}

/** Of those let in from one second to another, the part that stood in this line. */
function partOf({ admitted, lanes }: Course, lane: Lane, from: number, to: number): number {
  const all = lanes.filter((_, index) => (admitted[index] ?? 0) >= from && (admitted[index] ?? 0) < to);
  return all.filter((each) => each === lane).length / all.length;
}

describe("several lines under one limit", () => {
  const lanes = { presale: { crowd: 3000, share: 60 }, accessible: { crowd: 3000, share: 10 } };

  test("each has its share while people wait in all; the limit is the room's, and nobody is overtaken", async () => {
    const { course, excess, overtakes, thirdMinute } = await play({ lanes, controllers: 3 });
    expect({ excess, overtakes }).toEqual({ excess: 0, overtakes: 0 });
    expect(thirdMinute).toBeGreaterThanOrEqual(0.95);
    expect(partOf(course, "presale", 30, 180)).toBeCloseTo(0.6, 1);
    expect(partOf(course, "accessible", 30, 180)).toBeCloseTo(0.1, 1);
    expect(partOf(course, "", 30, 180)).toBeCloseTo(0.3, 1);
  });

  test("what a line cannot use the others have, and it owes nothing and is owed nothing", async () => {
    const { course, excess, overtakes, thirdMinute } = await play({ lanes: { presale: { crowd: 200, share: 60 } } });
    expect({ excess, overtakes }).toEqual({ excess: 0, overtakes: 0 });
    expect(partOf(course, "presale", 0, 15)).toBeGreaterThan(0.5);
    expect(partOf(course, "presale", 60, 180)).toBe(0);
    expect(thirdMinute).toBeGreaterThanOrEqual(0.95);
  });

  const fewSlots = {
    most: 1,
    stay: 5,
    absent: 0,
    lanes: { presale: { crowd: 500, share: 45 }, accessible: { crowd: 500, share: 45 } },
  };

  test.each<[string, Partial<Scene>, number]>([
    ["one slot, and no line has half of it", fewSlots, 0.45],
    ["ten slots that come free one by one", { most: 10, stay: 20, lanes: { presale: { crowd: 500, share: 10 } } }, 0.1],
    [
      "one in five seconds",
      { rate: 0.2, burst: 2, absent: 0, seconds: 600, lanes: { presale: { crowd: 500, share: 10 } } },
      0.1,
    ],
  ])("however few may enter, each line has its share of them: %s", async (_, scene, share) => {
    const { course, excess, overtakes } = await play(scene);
    expect({ excess, overtakes }).toEqual({ excess: 0, overtakes: 0 });
    expect(course.admitted.length).toBeGreaterThan(20);
    expect(partOf(course, "presale", 0, 600)).toBeCloseTo(share, 1);
  });

  test("control: where only whole parts are called, a room of one slot and three lines lets nobody in", async () => {
    const edits = [["math.max(least, math.floor(kept + 0.5))", "math.floor(kept + 0.5)"]] as const;
    expect((await play({ ...fewSlots, edits })).course.admitted).toEqual([]);
  });

  test("control: where turns are not kept, whoever asks has them, and the shares are lost", async () => {
    const edits = [
      ['entering_before(redis.call("ZRANK", lane.rdy, person))', 'redis.call("ZRANK", lane.rdy, person)'],
    ] as const;
    const called = [["line.part = unit * share_of(line.lane)", "line.part = left"]] as const;
    const { course, excess } = await play({ lanes, edits: [...edits, ...called] });
    expect(excess).toBe(0);
    expect(partOf(course, "presale", 30, 180)).toBeLessThan(0.5);
  });
});
