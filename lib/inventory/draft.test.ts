import { expect, test, vi } from "vitest";
import type { SaleRows } from "@/db/queries/inventory";
import { aCatalogue, adult, eventId, poolId, student } from "@/tests/fixtures/catalogue";
import { draftOf } from "./draft";
import { memberOf, newHoldId } from "./hold-id";

vi.mock("@/lib/core/env", () => ({ env: () => ({ HOLDFAST_SECRET: "a".repeat(32) }) }));

type Taken = SaleRows["taken"][number];
const taken = (units: number[], more: Partial<Taken> = {}): Taken => ({
  poolId,
  ticketTypeId: adult,
  units,
  typeUnits: units.map(() => null),
  as: "sold",
  ...more,
});

// Only what a draft reads: the event itself is in the catalogue.
const draft = (rows: Partial<SaleRows>) => draftOf({ taken: [], undecided: [], returns: [], ...rows }, aCatalogue(), 4);

test("numbers begin after the highest that is taken, and gaps below it are free", () => {
  const { fields, freed } = draft({ taken: [taken([1, 2]), taken([6], { as: "blocked", ticketTypeId: null })] });
  expect(fields.get(`top:${poolId}`)).toBe("6");
  expect(fields.get(`freed:${poolId}`)).toBe("3");
  expect(freed.get(poolId)).toEqual([3, 4, 5]);
  expect(fields.get("sold:000000000001")).toBe("2");
  expect(fields.get("generation")).toBe("4");
});

test("with nothing sold everything is free, and only then", () => {
  const { fields, freed } = draft({});
  expect(fields.get(`top:${poolId}`)).toBe("0");
  expect(freed.get(poolId)).toEqual([]);
});

test("a unit of before its type had a capacity takes no number of it", () => {
  const { fields, freed } = draft({ taken: [taken([1, 2, 3], { ticketTypeId: student, typeUnits: [2, null, null] })] });
  expect(fields.get(`top:${student}`)).toBe("2");
  expect(freed.get(student)).toEqual([1]);
  expect(fields.get("sold:000000000002")).toBe("3");
});

test("an undecided order comes back as a hold being paid; its units are held, not sold", () => {
  const holdId = newHoldId(eventId, "ada");
  const createdAt = new Date(1_800_000_000_000);
  const order = {
    id: adult,
    holdId,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 300_000),
    items: [{ orderId: adult, ticketTypeId: student, quantity: 1, unitCents: 1000, feeCents: 0, taxCents: 0 }],
    units: [{ orderId: adult, poolId, ticketTypeId: student, unit: 3, typeUnit: 1 }],
  };
  const { fields, expiry } = draft({
    taken: [taken([3], { ticketTypeId: student, typeUnits: [1], as: "claimed" })],
    undecided: [order],
  });
  const member = memberOf(holdId) ?? "";
  expect(expiry).toEqual([{ score: -createdAt.getTime(), member }]);
  expect(fields.get(`@${member.slice(22)}`)).toBe(
    `${member.slice(0, 22)} p${adult} 1800000000000 300000 - 000000000002:1:1000:0:0:3:1`,
  );
  expect(fields.get("held:000000000002")).toBe("1");
  expect(fields.get("sold:000000000002")).toBe("0");
  expect(fields.get("holds")).toBe("1");
});

test("an order whose hold id is none of ours keeps its units taken", () => {
  const order = { id: adult, holdId: "imported", createdAt: new Date(), expiresAt: new Date(), items: [], units: [] };
  const { fields, expiry } = draft({ taken: [taken([1], { as: "claimed" })], undecided: [order] });
  expect(expiry).toEqual([]);
  expect(fields.get("sold:000000000001")).toBe("1");
  expect(fields.get(`top:${poolId}`)).toBe("1");
});

test("known returns are remembered once each", () => {
  const at = new Date(5);
  const { fields, returns } = draft({
    returns: [
      { id: "r", at },
      { id: "r", at },
      { id: "s", at },
    ],
  });
  expect(fields.get("returns")).toBe("2");
  expect(returns).toContainEqual({ score: 5, member: "s" });
});
