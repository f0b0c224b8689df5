import { describe, expect, test } from "vitest";
import { formatMoney, parseMoney, writeMoney } from "./money";

describe("an amount as people write it", () => {
  test.each([
    ["12.50", "EUR", 1250],
    ["12,50", "EUR", 1250],
    [" 12 ", "EUR", 1200],
    ["12,5", "EUR", 1250],
    ["0", "EUR", 0],
    ["1500", "JPY", 1500],
    ["1,250", "KWD", 1250],
    ["19.99", "USD", 1999],
  ])("%s in %s", (text, currency, cents) => {
    expect(parseMoney(text, currency)).toBe(cents);
  });

  test.each([
    ["", "EUR"],
    ["-1", "EUR"],
    ["1,250", "EUR"],
    ["1.250,00", "EUR"],
    ["12.", "EUR"],
    [".5", "EUR"],
    ["12 50", "EUR"],
    ["12.5", "JPY"],
    ["1e3", "EUR"],
    ["twelve", "EUR"],
    ["1234567890", "EUR"],
  ])("%s is no amount in %s", (text, currency) => {
    expect(parseMoney(text, currency)).toBeUndefined();
  });

  test("comes back as it was written", () => {
    for (const [cents, currency] of [
      [1999, "EUR"],
      [5, "USD"],
      [1500, "JPY"],
      [1250, "KWD"],
    ] as const) {
      expect(parseMoney(writeMoney(cents, currency), currency)).toBe(cents);
    }
    expect(writeMoney(1250, "EUR")).toBe("12.50");
    expect(formatMoney(1250, "EUR")).toBe("€12.50");
  });
});
