import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { eventOfHold, holdIdOf, isHoldOf, memberOf, newHoldId } from "./hold-id";

const secrets = vi.hoisted(() => ({
  HOLDFAST_SECRET: "a".repeat(32),
  HOLDFAST_SECRET_PREVIOUS: undefined as string | undefined,
}));
vi.mock("@/lib/core/env", () => ({ env: () => secrets }));

const eventId = randomUUID();

test("a hold id names its event and its owner, and no two are the same", () => {
  const holdId = newHoldId(eventId, "ada");
  expect(holdId).toMatch(/^h_[0-9a-f-]{36}_[0-9a-f]{32}_[0-9a-f]{16}$/);
  expect(eventOfHold(holdId)).toBe(eventId);
  expect(isHoldOf(holdId, "ada")).toBe(true);
  expect(isHoldOf(holdId, "ben")).toBe(false);
  expect(newHoldId(eventId, "ada")).not.toBe(holdId);
});

test("the same fan is another owner in another event", () => {
  const owner = (holdId: string) => holdId.slice(-16);
  expect(owner(newHoldId(eventId, "ada"))).toBe(owner(newHoldId(eventId, "ada")));
  expect(owner(newHoldId(randomUUID(), "ada"))).not.toBe(owner(newHoldId(eventId, "ada")));
  const moved = newHoldId(eventId, "ada").replace(eventId, randomUUID());
  expect(isHoldOf(moved, "ada")).toBe(false);
});

test("Redis knows a hold by 33 characters, and the id comes back from them", () => {
  const holdId = newHoldId(eventId, "ada");
  const member = memberOf(holdId) ?? "";
  expect(member).toMatch(/^[A-Za-z0-9_-]{33}$/);
  expect(holdIdOf(eventId, member)).toBe(holdId);
});

test.each([
  "",
  "h_",
  "h_x_y_z",
  `h_${eventId}_${"0".repeat(32)}_${"0".repeat(15)}`,
  `H_${eventId}_${"0".repeat(32)}_${"0".repeat(16)}`,
])("%j is no hold id", (text) => {
  expect(eventOfHold(text)).toBeUndefined();
  expect(memberOf(text)).toBeUndefined();
  expect(isHoldOf(text, "ada")).toBe(false);
});

test("a hold of the previous secret stays its owner's during rotation", () => {
  const holdId = newHoldId(eventId, "ada");
  Object.assign(secrets, { HOLDFAST_SECRET: "b".repeat(32), HOLDFAST_SECRET_PREVIOUS: "a".repeat(32) });
  expect(isHoldOf(holdId, "ada")).toBe(true);
  secrets.HOLDFAST_SECRET_PREVIOUS = undefined;
  expect(isHoldOf(holdId, "ada")).toBe(false);
});
