import { expect, test } from "vitest";
import { aCatalogue, adult, aType, student } from "@/tests/fixtures/catalogue";
import { areOffered, lineArguments, mergeLines } from "./wanted";

test("lines of one type are one line", () => {
  const lines = [adult, student, adult].map((ticketTypeId) => ({ ticketTypeId, quantity: 2 }));
  expect(mergeLines(lines)).toEqual([
    { ticketTypeId: adult, quantity: 4 },
    { ticketTypeId: student, quantity: 2 },
  ]);
});

test.each([0, -1, 0.5, Number.POSITIVE_INFINITY, Number.NaN])("%d is no quantity", (quantity) => {
  expect(() => mergeLines([{ ticketTypeId: adult, quantity }])).toThrow("whole and positive");
});

test("an order without lines, or with too many, is none", () => {
  const many = Array.from({ length: 51 }, (_, index) => ({ ticketTypeId: String(index), quantity: 1 }));
  expect(() => mergeLines([])).toThrow();
  expect(() => mergeLines(many)).toThrow();
  expect(mergeLines(many.slice(1))).toHaveLength(50);
});

test("only general types that everybody may see are offered", () => {
  const offered = (more: object) =>
    areOffered(aCatalogue({ types: [aType(adult, more)] }), [{ ticketTypeId: adult, quantity: 1 }]);
  expect(offered({})).toBe(true);
  expect(offered({ kind: "seated" })).toBe(false);
  expect(offered({ visibility: "code" })).toBe(false);
  expect(areOffered(aCatalogue(), [{ ticketTypeId: "another", quantity: 1 }])).toBe(false);
});

test("a line has ten arguments, and a price that is not whole never leaves", () => {
  const item = { ticketTypeId: student, quantity: 2, unitCents: 1000, feeCents: 50, taxCents: 0 };
  const ranges = [3, 10, 4, 3];
  expect(lineArguments(aCatalogue(), [item])).toEqual([
    "000000000002",
    2,
    0,
    Number.MAX_SAFE_INTEGER,
    1000,
    ...ranges,
    "1000:50:0",
  ]);
  expect(() => lineArguments(aCatalogue(), [{ ...item, feeCents: 0.5 }])).toThrow("whole");
  expect(() => lineArguments(aCatalogue(), [{ ...item, unitCents: -1 }])).toThrow("not negative");
});
