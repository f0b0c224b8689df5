import { expect, test } from "vitest";
import { fromStripe, toStripe } from "./stripe-amount";

test("Stripe's special currencies are converted at its door, all others pass unchanged", () => {
  expect(toStripe(1990, "EUR")).toBe(1990);
  expect(toStripe(500, "JPY")).toBe(500);
  expect(toStripe(12_340, "KWD")).toBe(12_340);
  expect(toStripe(500, "ISK")).toBe(50_000);
  for (const currency of ["EUR", "JPY", "KWD", "ISK", "UGX"]) {
    expect(fromStripe(toStripe(790, currency), currency)).toBe(790);
  }
});
