import { beforeAll, describe, expect, test, vi } from "vitest";
import { sealToken } from "@/lib/core/token";
import { judgePass, type Pass, readPass } from "./pass";

const master = "a master of the tests, long enough";
const earlier = "the master of before, long enough too";
const now = 1_800_000_000_000;
const pass: Pass = {
  event: "event-1",
  person: "person",
  fan: "fan",
  lane: "",
  issued: now,
  expires: now + 180_000,
  until: now + 900_000,
  epoch: 0,
};

const { env } = vi.hoisted(() => ({
  env: { HOLDFAST_SECRET: "", HOLDFAST_SECRET_PREVIOUS: undefined as string | undefined },
}));
vi.mock("@/lib/core/env", () => ({ env: () => env }));

const sealWith = (secret: string, scope = "event-1", payload: unknown = pass) => {
  env.HOLDFAST_SECRET = secret;
  return sealToken("pass", scope, payload);
};
const read = (token: string | undefined, masters = [master, earlier]) =>
  readPass({ token, eventId: "event-1", masters, now });

describe("a pass sealed on the server", () => {
  let token: string;
  beforeAll(() => {
    token = sealWith(master);
  });

  test("is read at the edge", async () => {
    expect(await read(token)).toEqual(pass);
  });

  test("is read while the master before it still counts, and not after", async () => {
    expect(await read(sealWith(earlier))).toEqual(pass);
    expect(await read(sealWith(earlier), [master])).toBeUndefined();
  });

  test.each([
    ["another event's key", () => sealWith(master, "event-2")],
    ["another event inside", () => sealWith(master, "event-1", { ...pass, event: "event-2" })],
    ["something missing", () => sealWith(master, "event-1", { ...pass, epoch: undefined })],
    ["a letter more", () => `${token}A`],
    ["another payload", () => token.replace(/\.[^.]+\.(?=[^.]+$)/, `.${Buffer.from("{}").toString("base64url")}.`)],
    ["an unknown master", () => sealWith("nobody knows this master secret")],
    ["no mac", () => token.slice(0, token.lastIndexOf("."))],
  ])("with %s is nothing", async (_name, make) => {
    expect(await read(make())).toBeUndefined();
  });

  test("has one spelling only: the two unused bits of its mac must be zero", async () => {
    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const last = digits.indexOf(token.slice(-1));
    const twin = token.slice(0, -1) + digits[last ^ 1];
    expect(Buffer.from(twin.slice(-43), "base64url")).toEqual(Buffer.from(token.slice(-43), "base64url"));
    expect(await read(twin)).toBeUndefined();
  });

  test("no token at all is nothing", async () => {
    expect(await read(undefined)).toBeUndefined();
  });
});

test.each([
  ["is good until it expires", 179_999, true],
  ["is good 30 s longer: clocks differ", 209_999, true],
  ["ends then", 210_000, false],
])("a pass %s", (_name, later, good) => {
  expect(judgePass(pass, "event-1", now + later) !== undefined).toBe(good);
});

test("renewals do not carry a pass past its hard limit", () => {
  const renewed = { ...pass, expires: now + 2_000_000 };
  expect(judgePass(renewed, "event-1", now + 929_999)).toEqual(renewed);
  expect(judgePass(renewed, "event-1", now + 930_000)).toBeUndefined();
});
