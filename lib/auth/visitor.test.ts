import { beforeEach, describe, expect, test, vi } from "vitest";
import { sealToken } from "@/lib/core/token";
import { actingFan, mintVisitor, readVisitor, visitorCookie } from "./visitor";

const { env } = vi.hoisted(() => ({
  env: { HOLDFAST_SECRET: "a master of the tests, long enough", NEXTAUTH_URL: "http://localhost:3000" },
}));
vi.mock("@/lib/core/env", () => ({ env: () => env }));

const asking = (headers: Record<string, string>) => actingFan(new Request("http://localhost:3000/", { headers }));

beforeEach(() => {
  env.NEXTAUTH_URL = "http://localhost:3000";
});

describe("a visitor's token", () => {
  test("names the fan it was minted for, who is somebody new", () => {
    const [one, other] = [mintVisitor(), mintVisitor()];
    expect(readVisitor(one.token)).toBe(one.fan);
    expect(other.fan).not.toBe(one.fan);
  });

  test.each([
    ["nothing", undefined],
    ["a letter more", `${mintVisitor().token}A`],
    ["a token of another purpose", sealToken("pass", "", { fan: mintVisitor().fan })],
    ["a token of another scope", sealToken("visitor", "event", { fan: mintVisitor().fan })],
    ["a name nobody minted", sealToken("visitor", "", { fan: "organizer" })],
  ])("%s names nobody", (_name, token) => {
    expect(readVisitor(token)).toBeUndefined();
  });
});

describe("who asks", () => {
  const { fan, token } = mintVisitor();

  test.each([
    ["a program, by its header", { Authorization: `Bearer ${token}` }],
    ["a browser, by its cookie", { Cookie: `theme=dark; hf_fan=${token}` }],
    ["a browser with broken cookies beside it", { Cookie: `=; x; %=%; hf_fan=${token}` }],
  ])("%s", (_name, headers: Record<string, string>) => {
    expect(asking(headers)).toBe(fan);
  });

  test("a header wins over a cookie, even when it is worth nothing", () => {
    expect(asking({ Authorization: "Bearer nonsense", Cookie: `hf_fan=${token}` })).toBeUndefined();
  });

  test("over https only the cookie that no sibling domain can plant counts", () => {
    env.NEXTAUTH_URL = "https://tickets.example";
    expect(asking({ Cookie: `hf_fan=${token}` })).toBeUndefined();
    expect(asking({ Cookie: `__Host-hf_fan=${token}` })).toBe(fan);
    expect(visitorCookie(token)).toMatch(/^__Host-hf_fan=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });
});
