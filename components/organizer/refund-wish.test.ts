import { expect, test } from "vitest";
import { centsOf, refundCents } from "./refund-wish";

test.each([
  ["12", "EUR", 1200],
  ["12.5", "EUR", 1250],
  ["12,50", "EUR", 1250],
  [" 0.01 ", "EUR", 1],
  ["1200", "JPY", 1200],
  ["1.234", "KWD", 1234],
  ["7.", "EUR", 700],
])("%s %s is %d", (typed, currency, cents) => {
  expect(centsOf(typed, currency)).toBe(cents);
});

test.each([
  ["", "EUR"],
  ["twelve", "EUR"],
  ["12.345", "EUR"],
  ["1.5", "JPY"],
  ["-5", "EUR"],
  ["1,000.00", "EUR"],
  ["1e9", "EUR"],
  ["12345678901", "EUR"],
])("%j is no amount in %s", (typed, currency) => {
  expect(centsOf(typed, currency)).toBeUndefined();
});

const order = {
  leftCents: 5200,
  currency: "EUR",
  tickets: [
    { id: "a", worthCents: 2600, refundable: true },
    { id: "b", worthCents: 2600, refundable: true },
  ],
};
const none = { chosen: [], amount: "" };

test("a whole refund is what is left, chosen tickets what they cost, an amount what was typed", () => {
  expect(refundCents({ ...none, kind: "whole" }, order)).toBe(5200);
  expect(refundCents({ ...none, kind: "chosen", chosen: ["a"] }, order)).toBe(2600);
  expect(refundCents({ ...none, kind: "amount", amount: "52" }, order)).toBe(5200);
});

test("nothing, and more than is left, cannot be given back", () => {
  expect(refundCents({ ...none, kind: "chosen" }, order)).toBeUndefined();
  expect(refundCents({ ...none, kind: "amount", amount: "52.01" }, order)).toBeUndefined();
  expect(refundCents({ ...none, kind: "amount", amount: "0" }, order)).toBeUndefined();
  expect(refundCents({ ...none, kind: "chosen", chosen: ["a", "b"] }, { ...order, leftCents: 3000 })).toBeUndefined();
});
