import { expect, test } from "vitest";
import { statusesOf } from "./availability-bits";

const encoded = (...bytes: number[]) => Buffer.from(bytes).toString("base64");

test("the first seat lies in the highest bits of the first byte", () => {
  expect([...statusesOf(encoded(0b00_01_10_11, 0b01_00_00_00), 5)]).toEqual([0, 1, 2, 3, 1]);
});

test("what follows the last seat is no seat", () => {
  expect([...statusesOf(encoded(0b11_11_11_11), 2)]).toEqual([3, 3]);
});
