import { expect, test } from "vitest";
import { aCatalogue, adult, aType, student } from "@/tests/fixtures/catalogue";
import { countsOf, type Reading } from "./counts";

const now = { nowMs: 1000, paused: false };
const reading = (more: Partial<Reading> = {}): Reading => ({ held: 0, sold: 0, pool: 10, own: 10, ...more });
const count = (catalogue = aCatalogue(), adults = reading(), students = reading({ own: 3 }), at = now) =>
  countsOf(
    catalogue,
    new Map([
      [adult, adults],
      [student, students],
    ]),
    at,
  );

test("capacity is what is left and what is used, by the pool or by the type's own", () => {
  const counts = count(undefined, reading({ held: 1, sold: 2, pool: 5 }), reading({ sold: 1, pool: 5, own: 2 }));
  expect(counts[adult]).toMatchObject({ capacity: 9, sold: 2, held: 1, available: 5 });
  expect(counts[student]).toMatchObject({ capacity: 3, sold: 1, available: 2 });
});

test("a capacity lowered below what is sold leaves nothing, not less than nothing", () => {
  expect(count(undefined, reading({ sold: 12, pool: -2, own: -2 }))[adult]).toMatchObject({
    available: 0,
    status: "sold_out",
  });
});

test("status says why nothing can be bought, or how much is left", () => {
  const statusOf = (adults: Reading, at = now) => count(undefined, adults, reading(), at)[adult]?.status;
  expect(statusOf(reading())).toBe("available");
  expect(statusOf(reading({ pool: 1, own: 1, sold: 9 }))).toBe("few");
  expect(statusOf(reading({ pool: 0, own: 0, sold: 10 }))).toBe("sold_out");
  expect(statusOf(reading(), { ...now, paused: true })).toBe("paused");
  const later = aCatalogue({ types: [aType(adult, { saleStartsAt: 1001 })] });
  expect(count(later)[adult]?.status).toBe("not_on_sale");
  const over = aCatalogue({ types: [aType(adult, { saleEndsAt: 1000 })] });
  expect(count(over)[adult]?.status).toBe("not_on_sale");
});
