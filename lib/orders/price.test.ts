import fc from "fast-check";
import { expect, test } from "vitest";
import { priceUnit } from "./price";

const noFees = { fixedCents: 0, percent: 0, included: false };

test("percent fees are on the price, taxes on price and fee, each rounded half-up", () => {
  const terms = {
    currency: "EUR",
    fees: { fixedCents: 50, percent: 2.5, included: false },
    taxes: [{ name: "VAT", percent: 19, included: false }],
  };
  // fee = 50 + 2.5 % of 1990 (49.75) = 100; tax = 19 % of 2090 = 397.1
  expect(priceUnit(1990, terms)).toEqual({ unitCents: 1990, feeCents: 100, taxCents: 397 });
  // 2.5 % of 20 is exactly 0.5: half goes up
  expect(priceUnit(20, { ...terms, taxes: [] }).feeCents).toBe(51);
});

test("included fees and taxes add nothing", () => {
  const included = {
    currency: "EUR",
    fees: { fixedCents: 100, percent: 5, included: true },
    taxes: [{ name: "VAT", percent: 19, included: true }],
  };
  expect(priceUnit(2000, included)).toEqual({ unitCents: 2000, feeCents: 0, taxCents: 0 });
});

test("a free ticket stays free", () => {
  const fees = { fixedCents: 99, percent: 3, included: false };
  expect(priceUnit(0, { currency: "EUR", fees, taxes: [{ name: "VAT", percent: 20, included: false }] })).toEqual({
    unitCents: 0,
    feeCents: 0,
    taxCents: 0,
  });
});

test("amounts are whole in every currency, and end in 0 where three decimals are charged", () => {
  const currency = fc.constantFrom("EUR", "JPY", "KWD");
  const percent = fc.integer({ min: 0, max: 30_000 }).map((milli) => milli / 1000);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), percent, currency, (tens, rate, money) => {
      const taxes = [{ name: "VAT", percent: rate, included: false }];
      const { feeCents, taxCents } = priceUnit(tens * 10, {
        currency: money,
        fees: { ...noFees, percent: rate },
        taxes,
      });
      for (const cents of [feeCents, taxCents]) {
        expect(Number.isSafeInteger(cents)).toBe(true);
        if (money === "KWD") expect(cents % 10).toBe(0);
      }
      // Half a cent is not a number that a float has: the last term is what the test's own sum may be off.
      const mostOff = (money === "KWD" ? 5 : 0.5) + 1e-6;
      expect(Math.abs(feeCents - (tens * 10 * rate) / 100)).toBeLessThanOrEqual(mostOff);
    }),
    { seed: 20_261_122 },
  );
});
