import fc from "fast-check";
import { expect, test } from "vitest";
import { captureLines, refundLines, reversed } from "./ledger";

const cents = fc.integer({ min: 0, max: 50_000 });
const item = fc.record({
  quantity: fc.integer({ min: 1, max: 8 }),
  unitCents: cents,
  feeCents: cents,
  taxCents: cents,
});
const sumOf = (lines: { amountCents: number }[]) => lines.reduce((sum, { amountCents }) => sum + amountCents, 0);

test("a capture and every refund of it balance, and whole refunds in two parts undo it", () => {
  fc.assert(
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 4 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (items, part) => {
        const captured = captureLines(items);
        expect(sumOf(captured)).toBe(0);
        const total = captured[0]?.amountCents ?? 0;
        fc.pre(total > 0);
        const amount = Math.max(1, Math.floor(total * part));
        const back = refundLines(captured, amount);
        expect(sumOf(back)).toBe(0);
        expect(back[0]).toEqual({ account: "processor", amountCents: -amount });
        expect(sumOf([...back, ...reversed(back)])).toBe(0);
      },
    ),
    { seed: 20_261_122 },
  );
});

test("fees and taxes are credited to their own accounts", () => {
  expect(captureLines([{ quantity: 2, unitCents: 1000, feeCents: 50, taxCents: 200 }])).toEqual([
    { account: "processor", amountCents: 2500 },
    { account: "organizer_payable", amountCents: -2000 },
    { account: "platform_fee", amountCents: -100 },
    { account: "tax", amountCents: -400 },
  ]);
});
