import { expect, test, vi } from "vitest";
import { aCatalogue, adult, eventId, poolId, student } from "@/tests/fixtures/catalogue";
import { newHoldId } from "./hold-id";
import { holdOf, lineOf } from "./hold-line";

vi.mock("@/lib/core/env", () => ({ env: () => ({ HOLDFAST_SECRET: "a".repeat(32) }) }));

const holdId = newHoldId(eventId, "ada");
const createdAt = new Date(1_800_000_000_000);

const hold = {
  id: holdId,
  eventId,
  fan: "ada",
  generation: 3,
  state: "held" as const,
  items: [
    { ticketTypeId: adult, quantity: 2, unitCents: 2500, feeCents: 100, taxCents: 50 },
    { ticketTypeId: student, quantity: 1, unitCents: 1000, feeCents: 0, taxCents: 0 },
  ],
  units: [
    { ticketTypeId: adult, poolId, unit: 4 },
    { ticketTypeId: adult, poolId, unit: 9 },
    { ticketTypeId: student, poolId, unit: 5, typeUnit: 2 },
  ],
  totalCents: 6300,
  currency: "EUR",
  createdAt,
  expiresAt: new Date(createdAt.getTime() + 600_000),
  extendable: true,
};

const read = (line: string) => holdOf(line, { holdId, fan: "ada", generation: 3, catalogue: aCatalogue() });

test("a hold is read back from its line as it was", () => {
  expect(read(lineOf(hold))).toEqual(hold);
});

test("an extended hold is not extendable, and a paying one names its order", () => {
  expect(read(lineOf({ ...hold, extendable: false })).extendable).toBe(false);
  const paying = read(lineOf({ ...hold, orderId: adult, extendable: false }));
  expect(paying).toMatchObject({ state: "paying", orderId: adult, extendable: false });
});

test("the line names its own hold, whichever of the owner's holds was asked about", () => {
  const other = newHoldId(eventId, "ada");
  expect(holdOf(lineOf(hold), { holdId: other, fan: "ada", generation: 3, catalogue: aCatalogue() }).id).toBe(holdId);
});

test("a line of a type the event does not have is a bug, not a guess", () => {
  expect(() => read(lineOf(hold).replace("000000000002", "000000000009"))).toThrow("ticket type of its event");
});
