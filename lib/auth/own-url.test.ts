import { describe, expect, test } from "vitest";
import { confirmUrl, ownUrl } from "./own-url";

const base = "https://tickets.example";

describe("after signing in", () => {
  test.each([
    ["/account", "https://tickets.example/account"],
    ["/orders/1?key=2#tickets", "https://tickets.example/orders/1?key=2#tickets"],
    ["https://tickets.example/checkout/h_1", "https://tickets.example/checkout/h_1"],
  ])("%s is a page of ours", (wanted, url) => {
    expect(ownUrl(wanted, base)).toBe(url);
  });

  test.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://tickets.example.evil.example/",
    "https://tickets.example@evil.example/",
    "https://me@tickets.example/",
    "http://tickets.example/",
    "https://tickets.example:8443/",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://",
    " \thttps://evil.example",
  ])("%s leads home", (wanted) => {
    expect(ownUrl(wanted, base)).toBe("https://tickets.example/");
  });
});

test("the mailed link leads to the page with the button, with everything it needs", () => {
  const link = `${base}/api/auth/callback/email?callbackUrl=%2Faccount&token=abc&email=a%40b.example`;
  expect(confirmUrl(link)).toBe(`${base}/sign-in/confirm?callbackUrl=%2Faccount&token=abc&email=a%40b.example`);
});

test("whoever comes back to a page in Arabic confirms in Arabic", () => {
  const link = (back: string) => `${base}/api/auth/callback/email?callbackUrl=${encodeURIComponent(back)}&token=abc`;
  expect(confirmUrl(link(`${base}/ar/account`))).toContain(`${base}/ar/sign-in/confirm?`);
  expect(confirmUrl(link("/ar"))).toContain(`${base}/ar/sign-in/confirm?`);
  expect(confirmUrl(link("http://"))).toContain(`${base}/sign-in/confirm?`);
});
