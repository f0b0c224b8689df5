import { expect, test } from "vitest";
import { readWanted, writeWanted } from "./wanted-tickets";

const lines = [
  { ticketTypeId: "0b6a3f6e-96d2-8d1c-9b0e-2f4d1c7a9e55", quantity: 2 },
  { ticketTypeId: "6f2d8c1a-3b5e-8f90-a1b2-c3d4e5f60718", quantity: 1 },
];

test("what was wanted survives an address", () => {
  expect(readWanted(writeWanted(lines))).toEqual(lines);
});

test("an address that makes no sense wants nothing, and nothing endless", () => {
  expect(readWanted("x.1~<script>.2")).toEqual([]);
  expect(readWanted(`${lines[0]?.ticketTypeId}.0`)).toEqual([]);
  expect(readWanted([writeWanted(lines)])).toEqual([]);
  expect(readWanted(writeWanted(lines).concat("~").repeat(40))).toHaveLength(20);
});
