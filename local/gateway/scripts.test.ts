import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { Scripts, stripFlag } from "./scripts";

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

const script = "#!lua flags=allow-key-locking\nreturn 1";

test("only the flag Redis does not know is removed, and lines keep their numbers", () => {
  expect(stripFlag(script)).toBe("\nreturn 1");
  expect(stripFlag("#!lua flags=no-writes,allow-key-locking\nreturn 1")).toBe("#!lua flags=no-writes\nreturn 1");
  expect(stripFlag("#!lua flags=allow-key-locking, no-writes\r\nreturn 1")).toBe("#!lua flags=no-writes\r\nreturn 1");
});

test.each([["return 1"], ["#!lua\nreturn 1"], ["#!lua flags=no-writes\nreturn 1"], ["-- flags=allow-key-locking"]])(
  "%j is sent as it is",
  (other) => expect(stripFlag(other)).toBe(other),
);

test("a script is found again under the name its caller gave it", () => {
  const scripts = new Scripts();
  const unknown = scripts.toRedis(["EVALSHA", sha1(script), "0"]);
  expect(unknown).toEqual(["EVALSHA", sha1(script), "0"]);

  expect(scripts.toRedis(["EVAL", script, "0"])).toEqual(["EVAL", "\nreturn 1", "0"]);

  const stripped = sha1("\nreturn 1");
  expect(scripts.toRedis(["EVALSHA", sha1(script).toUpperCase(), "0"])).toEqual(["EVALSHA", stripped, "0"]);
  expect(scripts.toRedis(["SCRIPT", "exists", sha1(script), "other"])).toEqual(["SCRIPT", "exists", stripped, "other"]);
});

test("SCRIPT LOAD answers with the caller's own SHA-1", () => {
  const scripts = new Scripts();
  expect(scripts.toRedis(["SCRIPT", "LOAD", script])).toEqual(["SCRIPT", "LOAD", "\nreturn 1"]);
  expect(scripts.fromRedis(["SCRIPT", "LOAD", script], Buffer.from("any"))).toEqual(Buffer.from(sha1(script)));
  expect(scripts.fromRedis(["SCRIPT", "EXISTS", sha1(script)], ["1"])).toEqual(["1"]);
});

test("what is remembered has a bound: the oldest goes first", () => {
  const scripts = new Scripts();
  const nth = (n: number) => `${script} + ${n}`;
  for (let n = 0; n <= 1_000; n += 1) scripts.toRedis(["EVAL", nth(n), "0"]);
  expect(scripts.toRedis(["EVALSHA", sha1(nth(0)), "0"])).toEqual(["EVALSHA", sha1(nth(0)), "0"]);
  expect(scripts.toRedis(["EVALSHA", sha1(nth(1_000)), "0"])).not.toContain(sha1(nth(1_000)));
});

test("a variant runs in place of a script until it is taken back, and the script's name stays", () => {
  const scripts = new Scripts();
  scripts.toRedis(["EVAL", script, "0"]);
  expect(scripts.list()).toEqual([{ sha: sha1(script), script }]);

  scripts.serveInstead(sha1(script), "return 2");
  // Redis may know the script itself: its caller must send it again.
  expect(scripts.toRedis(["EVALSHA", sha1(script), "0"])).toEqual(["EVALSHA", sha1(script), "0"]);
  expect(scripts.toRedis(["EVAL", script, "0"])).toEqual(["EVAL", "return 2", "0"]);
  expect(scripts.toRedis(["EVALSHA", sha1(script), "0"])).toEqual(["EVALSHA", sha1("return 2"), "0"]);

  scripts.serveInstead(sha1(script), undefined);
  expect(scripts.toRedis(["EVAL", script, "0"])).toEqual(["EVAL", "\nreturn 1", "0"]);
});
