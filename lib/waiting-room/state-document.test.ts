import { expect, test } from "vitest";
import { admitted, claimRequest, joined, notYet, type StateDocument, stateDocument } from "./state-document";

const state: StateDocument = {
  v: "2.7",
  phase: "line",
  mode: "draw",
  paused: false,
  serving: 1200,
  issuedRounded: 98_000,
  ratePerMinute: 600,
  opensAt: "2026-11-22T18:00:00.000Z",
  lanes: { presale: { phase: "line", serving: 20, issuedRounded: 120, opensAt: "2026-11-20T18:00:00.000Z" } },
  draw: { count: 90_000, root: "a".repeat(64), round: "4711", seed: "b".repeat(64) },
  message: { en: "Doors at eight", ar: "تفتح الأبواب في الثامنة" },
  prices: { minCents: 2000, maxCents: 9000, currency: "EUR" },
  ticketTypesLeft: [{ id: "0190a000-0000-7000-8000-000000000001", name: "Standing", left: 12 }],
  allHeld: false,
  soldOut: false,
  epoch: 2,
  revoked: ["revokedperso"],
  poll: { floorMs: 1000, ceilMs: 15_000 },
  at: "2026-11-22T18:20:00.000Z",
};

test("the state document is small, and reads as it was written", () => {
  expect(stateDocument.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  expect(JSON.stringify(state).length).toBeLessThan(1500);
});

test.each([
  ["a version without its epoch", { v: "7" }],
  ["an unknown phase", { phase: "open" }],
  ["a place below none", { serving: -1 }],
])("%s is none", (_, change) => {
  expect(stateDocument.safeParse({ ...state, ...change }).success).toBe(false);
});

test("a place, a claim and its two answers have a shape", () => {
  expect(joined.safeParse({ state: "registered", number: 3, ticket: "v1" }).success).toBe(true);
  expect(joined.safeParse({ state: "lost" }).success).toBe(false);
  expect(claimRequest.safeParse({}).success).toBe(false);
  expect(admitted.safeParse({ pass: "v1", expiresAt: state.at }).success).toBe(true);
  expect(notYet.safeParse({ retryAfterMs: 250, place: null, ahead: null }).success).toBe(true);
});
