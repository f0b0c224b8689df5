import { expect, test } from "vitest";
import { pickQuery, takeAlong } from "./pick-query";
import { signInPath } from "./sign-in-path";

const type = "0d9f3c1e-5a77-4f0e-9d7e-2f7a1c0b9e55";
const hold = `h_${type}_${"0a".repeat(16)}_${"b1".repeat(8)}`;
const kept = (query: string) => pickQuery(new URLSearchParams(query));

test("a wish for tickets and a hold are taken along, whatever stands beside them", () => {
  expect(kept(`tickets=${type}.2~${type}.1&utm_source=x&to=//evil.example`)).toBe(`?tickets=${type}.2~${type}.1`);
  expect(kept(`a=1&hold=${hold}&tickets=${type}.2`)).toBe(`?tickets=${type}.2&hold=${hold}`);
});

test.each([
  "",
  "tickets=",
  `tickets=${type}.0`,
  `tickets=${type}.1~`,
  `tickets=${type}.1%26x%3D1`,
  `tickets=${Array.from({ length: 21 }, () => `${type}.1`).join("~")}`,
  "tickets=https://evil.example",
  "hold=a%2F..%2Fb",
  `hold=${hold}x`,
  "hold=%0d%0aSet-Cookie: a",
])("anything else is not: %s", (query) => {
  expect(kept(query)).toBe("");
});

test("what was chosen goes along, behind whatever an address says already", () => {
  expect(takeAlong("/events/x/pick", `?tickets=${type}.2`)).toBe(`/events/x/pick?tickets=${type}.2`);
  expect(takeAlong("/waiting-room/x?again=", `?tickets=${type}.2`)).toBe(`/waiting-room/x?again=&tickets=${type}.2`);
  expect(takeAlong("/waiting-room/x?again=", "")).toBe("/waiting-room/x?again=");
});

test("through signing in it goes along to where one comes back", () => {
  const href = takeAlong(`/ar${signInPath("/ar/waiting-room/x?again=")}`, `?tickets=${type}.2&hold=${hold}`);
  const { pathname, searchParams } = new URL(href, "https://tickets.example");
  expect([pathname, [...searchParams.keys()]]).toEqual(["/ar/sign-in", ["callbackUrl"]]);
  expect(searchParams.get("callbackUrl")).toBe(`/ar/waiting-room/x?again=&tickets=${type}.2&hold=${hold}`);
});
