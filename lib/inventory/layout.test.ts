import { expect, test } from "vitest";
import { aCatalogue, adult, aType, eventId, poolId, student } from "@/tests/fixtures/catalogue";
import { layoutOf } from "./layout";

test("every range has its freed set among the keys, and types point at theirs", () => {
  const { keys, ranges, types, shape } = layoutOf(aCatalogue());
  expect(keys).toEqual([
    `inv:{${eventId}}:sale`,
    `inv:{${eventId}}:expiry`,
    `inv:{${eventId}}:freed:${poolId}`,
    `inv:{${eventId}}:freed:${student}`,
  ]);
  expect(ranges).toEqual([
    { id: poolId, size: 10 },
    { id: student, size: 3 },
  ]);
  expect(types.get(adult)).toMatchObject({ pool: { key: 3, size: 10 } });
  expect(types.get(student)).toMatchObject({ pool: { key: 3, size: 10 }, own: { key: 4, size: 3 } });
  expect(shape).toBe("000000000001:3:0;000000000002:3:4");
});

test.each([
  ["a capacity that its pool limits anyway", aType(adult, { capacity: 10 }), 10],
  ["one above all there is", aType(adult, { capacity: 12 }), 12],
  ["one that was taken away", aType(adult, { numbered: true }), 10],
])("%s keeps its numbers", (_, type, size) => {
  const { ranges } = layoutOf(aCatalogue({ types: [type] }));
  expect(ranges).toEqual([
    { id: poolId, size: 10 },
    { id: adult, size },
  ]);
});

test("a type that never had a capacity of its own has no numbers of it", () => {
  const { ranges } = layoutOf(aCatalogue({ types: [aType(adult)] }));
  expect(ranges).toEqual([{ id: poolId, size: 10 }]);
});

test("types that Redis could not tell apart are refused at once", () => {
  const twin = `99999999${adult.slice(8)}`;
  expect(() => layoutOf(aCatalogue({ types: [aType(adult), aType(twin)] }))).toThrow("differ in the last group");
});

test("seated types have no numbers to give out", () => {
  const layout = layoutOf(aCatalogue({ types: [aType(adult), aType(student, { kind: "seated" })] }));
  expect([...layout.types.keys()]).toEqual([adult]);
});
