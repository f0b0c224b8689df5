import { readFileSync } from "node:fs";
import { excessOf, type Scene, shareOf, simulate } from "./admission/simulate";
import { atLeast, atMost, figure } from "./report";
import { type Bench, withRedis } from "./stage";

const clock = readFileSync(new URL("../tests/fixtures/clock.lua", import.meta.url), "utf8");
const usual = { seconds: 300, rate: 10, burst: 10 };
const lanes = { presale: { crowd: 5000, share: 60 }, accessible: { crowd: 5000, share: 10 } };
const scenes: Record<string, Omit<Scene, keyof typeof usual>> = {
  "all come": { absent: 0 },
  "30 % do not come": { absent: 0.3 },
  "30 %, three controllers, half of all ticks lost": { absent: 0.3, controllers: 3, lostTicks: 0.5 },
  "60 % do not come": { absent: 0.6 },
  "50 % do not come, all of them back together": { absent: 0.5, backAt: 150 },
  "10 % of those waiting close the tab at each ask": { absent: 0.3, closedTabs: 0.1 },
  "30 %, a presale of 60 % and an accessible lane of 10 %": { absent: 0.3, lanes },
};

/** The scripts of a waiting room on a clock of their own: how much of the rate is reached, and whether it is ever passed. */
export const admission: Bench = async ({ stack, say }) =>
  withRedis(await stack(), async (redis) => {
    const played = [];
    for (const [name, change] of Object.entries(scenes)) {
      say(`${name}: ${usual.seconds} s at ${usual.rate} a second`);
      const scene = { ...usual, ...change };
      const course = await simulate(redis, clock, scene);
      const later = [60, 120, 180, 240].map((from) => shareOf(course, scene, from, from + 60));
      played.push({ name, later, excess: excessOf(course, scene), overtakes: course.overtakes });
    }
    return {
      figures: played.map(({ name, later }) => figure(`${name}: minutes 2 to 5`, "of the rate", later)),
      budgets: [
        ...played.map(({ name, later }) => atLeast("--", `third minute, ${name}`, later.slice(1, 2), [1], 0.95)),
        atMost(
          "--",
          "admissions above burst + rate * time",
          played.map(({ excess }) => excess),
          0,
        ),
        atMost(
          "--",
          "overtakes",
          played.map(({ overtakes }) => overtakes),
          0,
        ),
      ],
      notes: [],
    };
  });
