import { expect, test } from "vitest";
import { milestoneAt, minutesAndSeconds } from "./clock";

test("the clock shows a started second whole, and stops at nought", () => {
  expect(minutesAndSeconds(600_000)).toBe("10:00");
  expect(minutesAndSeconds(599_001)).toBe("10:00");
  expect(minutesAndSeconds(65_000)).toBe("1:05");
  expect(minutesAndSeconds(1)).toBe("0:01");
  expect(minutesAndSeconds(-5000)).toBe("0:00");
});

test("each milestone is reached on its minute and holds until the next", () => {
  expect(milestoneAt(300_001)).toBeUndefined();
  expect(milestoneAt(300_000)).toBe(5);
  expect(milestoneAt(120_001)).toBe(5);
  expect(milestoneAt(120_000)).toBe(2);
  expect(milestoneAt(60_000)).toBe(1);
  expect(milestoneAt(0)).toBe(0);
});
