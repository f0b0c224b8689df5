import { expect, test } from "vitest";
import { freeIn, leastIn, statusesIn, wordsOf } from "./hall";
import { houseOf } from "./house";

const seats = (row: string, count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${row}${index + 1}`,
    number: index + 1,
    x: index * 50,
    y: 0,
    ...more,
  }));
const house = houseOf({
  categories: [
    { id: "a", name: "Front" },
    { id: "b", name: "Back" },
  ],
  sections: [
    {
      id: "stalls",
      name: "Stalls",
      category: "a",
      rows: [
        { name: "A", seats: seats("A", 2, { accessible: true }) },
        { name: "B", seats: seats("B", 2, { category: "b" }) },
      ],
    },
  ],
});
const offer = (id: string, category: string, totalCents: number, isOpen = true) => ({
  ...{ id, name: id, category, totalCents, isOpen },
});
const offers = [offer("adult", "a", 4500), offer("child", "a", 2000), offer("back", "b", 1000, false)];
const words = wordsOf({
  house,
  offers,
  currency: "EUR",
  locale: "en",
  texts: {
    seat: "{section}, row {row}, seat {number}",
    from: "from {price}",
    marks: { accessible: "accessible", companion: "", obstructed: "" },
  },
});
const heldFirst = Buffer.from([0b01_00_00_00]).toString("base64");

test("a seat is named with its section, row and number, its price and what it is besides", () => {
  const plain = words.name(0).replace(/[\u2068\u2069]/g, "");
  expect([plain, words.price(0), words.marks(0)]).toEqual(["Stalls, row A, seat 1", "from €20.00", ["accessible"]]);
  expect([words.price(2), words.marks(2)]).toEqual(["€10.00", []]);
  expect(leastIn(house, words, 0, 4)).toBe(1000);
});

test("what somebody holds is taken, but not from its own holder; what nobody sells now is not for sale", () => {
  expect([...statusesIn(house, heldFirst, offers, [])]).toEqual([1, 0, 3, 3]);
  expect([...statusesIn(house, heldFirst, offers, [{ id: "A1" }])]).toEqual([0, 0, 3, 3]);
  expect(freeIn(statusesIn(house, heldFirst, offers, []), 0, 4)).toBe(1);
});
