import { expect, test } from "vitest";
import { ownPath } from "./own-path";

const base = "https://tickets.example";

test("after signing in one comes back to the page one left", () => {
  expect(ownPath("/orders/1?x=2", base, "/account")).toBe("/orders/1?x=2");
  expect(ownPath("https://tickets.example/account", base, "/account")).toBe("/account");
});

test("no address leads to another site", () => {
  for (const given of [
    "https://evil.example/",
    "//evil.example",
    "\\\\evil.example",
    "/..//evil.example",
    "javascript:alert(1)",
    ["/a"],
  ]) {
    expect(ownPath(given, base, "/account")).toBe("/account");
  }
});
