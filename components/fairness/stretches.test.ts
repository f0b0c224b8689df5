import { expect, test } from "vitest";
import { stretchesOf } from "./stretches";

const minute = (index: number, admitted: number) => ({
  at: new Date(Date.UTC(2026, 10, 23, 20, index)).toISOString(),
  admitted,
});
const admittedIn = (...args: Parameters<typeof stretchesOf>) =>
  stretchesOf(...args).stretches.map(({ admitted }) => admitted);

test("minutes in which nobody came in are there too", () => {
  expect(admittedIn([minute(0, 3), minute(3, 4)], 60)).toEqual([3, 0, 0, 4]);
  expect(admittedIn([minute(7, 3)], 60)).toEqual([3]);
  expect(admittedIn([], 60)).toEqual([]);
});

test("a long sale has as many stretches as are asked for at most, and nobody is lost", () => {
  const long = Array.from({ length: 500 }, (_, index) => minute(index * 3, 2));
  const { minutes, stretches } = stretchesOf(long, 60);
  expect(minutes).toBe(25);
  expect(stretches).toHaveLength(60);
  expect(stretches.reduce((sum, { admitted }) => sum + admitted, 0)).toBe(1000);
});
