import { expect, test } from "vitest";
import { aCatalogue, adult, aType, poolId, student } from "@/tests/fixtures/catalogue";
import { aPlan } from "@/tests/fixtures/plan";
import { layoutOf } from "./layout";
import { layOutSeats } from "./seat-layout";
import { linkSeats } from "./seats-of";
import { type SeatsWish, seatLines } from "./seats-wanted";

const seated = (id: string, more = {}) => aType(id, { kind: "seated", poolId: null, category: "a", ...more });
const general = { ...aType("33333333-0000-4000-8000-000000000009"), poolId };
const catalogue = (types = [seated(adult), seated(student)]) =>
  linkSeats(aCatalogue({ types: [...types, general], planVersionId: "a version" }), layOutSeats(aPlan()));
const ask = (wish: SeatsWish, types?: ReturnType<typeof seated>[]) => seatLines(catalogue(types), wish);

test("a seat is of the first type of its price category, or of the one that is named", () => {
  const asked = ask({ seats: [{ id: "A-1" }, { id: "A-3" }, { id: "A-2", ticketTypeId: student }, { id: "A-1" }] });
  expect(asked?.lines).toEqual([
    { ticketTypeId: adult, quantity: 2 },
    { ticketTypeId: student, quantity: 1 },
  ]);
  expect(asked?.places.get(adult)).toBe("20:1,4:0:0:0:1:");
  expect(asked?.places.get(student)).toBe("20:2:0:0:0:1:");
});

test.each<[string, object]>([
  ["is paused", { paused: true }],
  ["has ended", { saleEndsAt: 1000 }],
  ["is to come", { saleStartsAt: 1001 }],
])("a seat whose first type %s is of the next one that is on sale, where there is one", (_, closed) => {
  const typeAt = (types: ReturnType<typeof seated>[], nowMs?: number) =>
    seatLines(catalogue(types), { seats: [{ id: "A-1" }] }, nowMs)?.lines[0]?.ticketTypeId;
  expect(typeAt([seated(adult, closed), seated(student)], 1000)).toBe(student);
  expect(typeAt([seated(adult, closed), seated(student, { paused: true })], 1000)).toBe(adult);
  expect(typeAt([seated(adult, { saleStartsAt: 1000 }), seated(student)], 1000)).toBe(adult);
  expect(typeAt([seated(adult, closed), seated(student)])).toBe(adult);
});

test("the best available ask for a number, a section and whether two rows will do", () => {
  const best = { ticketTypeId: adult, quantity: 2, section: "stalls", split: true };
  const asked = ask({ bestAvailable: [best], accessible: 1 });
  expect(asked?.lines).toEqual([{ ticketTypeId: adult, quantity: 2 }]);
  expect(asked?.places.get(adult)).toBe("20::2:1:1:1:1-20");
});

test.each<[string, SeatsWish]>([
  ["a seat that is not in the plan", { seats: [{ id: "Z-1" }] }],
  ["a seat of a price category nobody sells", { seats: [{ id: "B-1" }] }],
  ["a seat at the price of another category", { seats: [{ id: "A-1", ticketTypeId: general.id }] }],
  ["one seat for two types", { seats: [{ id: "A-1" }, { id: "A-1", ticketTypeId: student }] }],
  ["the best of a type without seats", { bestAvailable: [{ ticketTypeId: general.id, quantity: 1 }] }],
  ["the best of a section that is not there", { bestAvailable: [{ ticketTypeId: adult, quantity: 1, section: "x" }] }],
])("%s is not offered", (_, wish) => {
  expect(ask(wish)).toBeUndefined();
  expect(ask({ seats: [{ id: "A-1" }] })).toBeDefined();
});

test("types behind a code are not offered to everybody", () => {
  expect(ask({ seats: [{ id: "A-1" }] }, [seated(adult, { visibility: "code" })])).toBeUndefined();
});

test("seats lie behind one key before the freed sets, and a type says which kinds it sells", () => {
  const { keys, shape, types } = layoutOf(catalogue([seated(adult), seated(student, { capacity: 2 })]));
  expect(keys.slice(2).map((key) => key.split(":").at(-1))).toEqual(["seats", poolId, student]);
  expect(shape).toBe("000000000001:3:0:cab;000000000002:3:5:cab;000000000009:4:0");
  expect(types.get(student)).toMatchObject({ pool: { key: 3, size: 20 }, own: { key: 5, size: 2 }, letters: "cab" });
});
