import { expect, test, vi } from "vitest";
import { adult, eventId, poolId } from "@/tests/fixtures/catalogue";
import { newHoldId } from "./hold-id";
import { readReceipt, receiptOf } from "./receipt";

vi.mock("@/lib/core/env", () => ({ env: () => ({ HOLDFAST_SECRET: "a".repeat(32) }) }));

const units = Array.from({ length: 8 }, (_, index) => ({ ticketTypeId: adult, poolId, unit: index + 90_001 }));
const hold = {
  id: newHoldId(eventId, "ada"),
  eventId,
  fan: "ada",
  generation: 3,
  state: "held" as const,
  items: [{ ticketTypeId: adult, quantity: 8, unitCents: 2500, feeCents: 0, taxCents: 0 }],
  units,
  totalCents: 20_000,
  currency: "EUR",
  createdAt: new Date(1_800_000_000_000),
  expiresAt: new Date(1_800_000_600_000),
  extendable: true,
};

test("a receipt is read back, by its event only", () => {
  const receipt = receiptOf(hold);
  expect(readReceipt(receipt, eventId)).toMatchObject({ holdId: hold.id, generation: 3 });
  expect(readReceipt(receipt, poolId)).toBeUndefined();
});

test("the largest hold has a receipt that fits its door and is read back", () => {
  const types = Array.from({ length: 50 }, (_, index) => adult.slice(0, -2) + String(index + 10));
  const items = types.map((ticketTypeId) => ({ ...hold.items[0], ticketTypeId, quantity: 1, unitCents: 99_999_999 }));
  const places = types.map((ticketTypeId) => ({ ticketTypeId, poolId, unit: 999_999, typeUnit: 999_999 }));
  const receipt = receiptOf({
    ...hold,
    items: items.map((item) => ({ feeCents: 0, taxCents: 0, ...item })),
    units: places,
  });
  expect(receipt.length).toBeLessThanOrEqual(4000);
  expect(readReceipt(receipt, eventId)).toMatchObject({ holdId: hold.id });
});

test("a receipt that was touched is none", () => {
  const receipt = receiptOf(hold);
  const [version, kid, payload = "", mac] = receipt.split(".");
  const bigger = Buffer.from(payload, "base64url").toString().replace('"generation":3', '"generation":1');
  const forged = [version, kid, Buffer.from(bigger).toString("base64url"), mac].join(".");
  for (const text of ["", "v1.x.y.z", forged, `${receipt}A`]) expect(readReceipt(text, eventId)).toBeUndefined();
});
