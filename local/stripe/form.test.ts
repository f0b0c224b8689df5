import { expect, test } from "vitest";
import { parseForm } from "./form";

test("brackets nest, numbered and empty ones make lists", () => {
  const text = "amount=5&metadata[order]=a%20b&expand[0]=x&expand[1]=y.z&events[]=p&events[]=q&card[checks][cvc]=pass";
  expect(parseForm(text)).toEqual({
    amount: "5",
    metadata: { order: "a b" },
    expand: ["x", "y.z"],
    events: ["p", "q"],
    card: { checks: { cvc: "pass" } },
  });
});

test("nothing is an empty form", () => {
  expect(parseForm("")).toEqual({});
});

test("an empty value stays, because it means something", () => {
  expect(parseForm("metadata=&description=")).toEqual({ metadata: "", description: "" });
});

test.each(["a[b=1", "[a]=1", "a=1&a[b]=2", "__proto__[x]=1", "a[constructor][prototype]=1", `a${"[b]".repeat(20)}=1`])(
  "%s is no form",
  (text) => expect(parseForm(text)).toBeUndefined(),
);

test("names of an object's own methods are only names", () => {
  expect(parseForm("metadata[toString]=1&metadata[valueOf][x]=2")).toEqual({
    metadata: { toString: "1", valueOf: { x: "2" } },
  });
});

test("more pairs than a request of Stripe's may have are no form", () => {
  const pairs = (count: number) => Array.from({ length: count }, (_, index) => `metadata[k${index}]=v`).join("&");
  expect(parseForm(pairs(1001))).toBeUndefined();
  expect(parseForm(pairs(1000))).toBeDefined();
});
