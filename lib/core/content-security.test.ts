import { describe, expect, test } from "vitest";
import { contentSecurityPolicy } from "./content-security";

const settings = { nonce: "bm9uY2U=", stripeOrigin: "https://js.stripe.com", isDevelopment: false };
const directive = (policy: string, name: string) =>
  policy
    .split("; ")
    .find((each) => each.startsWith(`${name} `))
    ?.split(" ")
    .slice(1);

describe("a page with a nonce", () => {
  test("runs what carries it, frames and asks the payment form, and nothing else", () => {
    const policy = contentSecurityPolicy(settings);
    expect(directive(policy, "script-src")).toContain("'nonce-bm9uY2U='");
    expect(directive(policy, "frame-src")).toContain("https://js.stripe.com");
    expect(directive(policy, "connect-src")).toEqual(["'self'", "https://js.stripe.com", "https://api.stripe.com"]);
    expect(directive(policy, "frame-ancestors")).toEqual(["'none'"]);
    expect(policy).not.toContain("unsafe-eval");
    expect(directive(policy, "script-src")).not.toContain("'unsafe-inline'");
  });

  test("knows a stand-in's origin only, where the script comes from one", () => {
    const policy = contentSecurityPolicy({ ...settings, stripeOrigin: "http://127.0.0.1:4010" });
    expect(directive(policy, "frame-src")).toEqual(["http://127.0.0.1:4010"]);
    expect(policy).not.toContain("stripe.com");
  });

  test("may be developed: React evaluates, the page listens", () => {
    const policy = contentSecurityPolicy({ ...settings, isDevelopment: true });
    expect(directive(policy, "script-src")).toContain("'unsafe-eval'");
    expect(directive(policy, "connect-src")).toContain("ws:");
  });
});
