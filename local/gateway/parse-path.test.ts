import { expect, test } from "vitest";
import { parsePath } from "./parse-path";

const none = Buffer.alloc(0);
const parse = (path: string, query = "", body = none) => parsePath(path, new URLSearchParams(query), body);

test("a path spells a command, its segments unescaped", () => {
  expect(parse("/set/a%20b/c%2Fd")).toEqual(["SET", "a b", "c/d"]);
  expect(parse("/get/caf%C3%A9")).toEqual(["GET", "café"]);
});

test("a body follows the path and the query follows the body, without the token", () => {
  expect(parse("/set/key", "EX=100&_token=secret", Buffer.from("value"))).toEqual(["SET", "key", "value", "EX", "100"]);
  expect(parse("/set/key", "NX", Buffer.from("value"))).toEqual(["SET", "key", "value", "NX"]);
});

test("bytes that are no UTF-8 stay bytes", () => {
  expect(parse("/set/key/%FF%00")).toEqual(["SET", "key", Buffer.from([0xff, 0])]);
  expect(parse("/set/key", "", Buffer.from([0xfe]))).toEqual(["SET", "key", Buffer.from([0xfe])]);
});
