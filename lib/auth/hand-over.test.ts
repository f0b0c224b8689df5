import { expect, test, vi } from "vitest";
import { handOverCookie, handOverToken, readHandOver } from "./hand-over";
import { mintVisitor, readVisitor } from "./visitor";

const { env } = vi.hoisted(() => ({
  env: { HOLDFAST_SECRET: "a master of the tests, long enough", NEXTAUTH_URL: "https://tickets.example" },
}));
vi.mock("@/lib/core/env", () => ({ env: () => env }));

const until = new Date("2027-01-01T12:00:00Z");
const before = new Date(until.getTime() - 1);
const { fan } = mintVisitor();
const token = handOverToken({ holdId: "h_1", fan, until });

test("a hold is handed over until its time, and not a moment longer", () => {
  expect(readHandOver("h_1", token, before)).toEqual({ fan, until });
  expect(readHandOver("h_1", token, until)).toBeUndefined();
});

test("what was handed over is one hold: neither another nor the visitor", () => {
  expect(readHandOver("h_2", token, before)).toBeUndefined();
  expect(readVisitor(token)).toBeUndefined();
  expect(readHandOver("h_1", mintVisitor().token, before)).toBeUndefined();
  expect(readHandOver("h_1", undefined, before)).toBeUndefined();
});

test("each hold has a cookie of its own, for this host and its own time", () => {
  const cookie = handOverCookie("h_1", token, until);
  expect(cookie).toMatch(/^__Host-hf_hold_[0-9a-f]{12}=/);
  expect(cookie).toContain("HttpOnly");
  expect(cookie).toContain(`Expires=${until.toUTCString()}`);
  expect(handOverCookie("h_2", token, until).split("=")[0]).not.toBe(cookie.split("=")[0]);
});
