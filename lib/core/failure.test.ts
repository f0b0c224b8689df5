import { describe, expect, test } from "vitest";
import { describeFailure, isOutage, OutageError } from "./failure";

const caused = (cause: unknown) => new Error("Failed query: select … params: ada@example.com", { cause });

describe("a dependency that does not answer", () => {
  test.each([
    ["refused a connection", caused(Object.assign(new Error("connect"), { code: "ECONNREFUSED" }))],
    ["refused a mail's connection", Object.assign(new Error("connect ECONNREFUSED"), { code: "ESOCKET" })],
    ["was too slow", new DOMException("The operation was aborted", "TimeoutError")],
    ["shut Postgres down", caused(Object.assign(new Error("terminating"), { code: "57P01" }))],
    ["has no connection left", caused(Object.assign(new Error("too many"), { code: "53300" }))],
    ["kept the pool waiting", caused(new Error("timeout exceeded when trying to connect"))],
    [
      "is behind a broken socket",
      { type: "error", message: "", error: Object.assign(new Error(), { code: "ECONNRESET" }) },
    ],
    ["could not be fetched", new TypeError("fetch failed")],
    ["was found away", new OutageError("the sale could not be loaded")],
  ])("%s is an outage", (_name, error) => {
    expect(isOutage(error)).toBe(true);
  });

  test.each([
    ["a broken promise", new Error("a line names a ticket type of its catalogue")],
    ["a broken constraint", caused(Object.assign(new Error("duplicate"), { code: "23505" }))],
    ["a typing error", new TypeError("x is not a function")],
    ["nothing", undefined],
    ["a word", "ECONNREFUSED"],
  ])("%s is a bug", (_name, error) => {
    expect(isOutage(error)).toBe(false);
  });

  test("an error that causes itself is still described", () => {
    const loop = new Error("loop");
    loop.cause = loop;
    expect(isOutage(loop)).toBe(false);
  });
});

test("a log line says where and what, and repeats no value", () => {
  const error = caused(
    Object.assign(new Error("Key (email)=(ada@example.com)"), { code: "23505", constraint: "users_email" }),
  );
  const described = describeFailure(error);
  expect(described).toMatchObject({ names: ["Error", "Error"], codes: ["23505"], constraints: ["users_email"] });
  expect(described.at[0]).toContain("failure.test.ts");
  expect(JSON.stringify(described)).not.toContain("ada@");
});
