import { expect, test } from "vitest";
import { parseCommand, parseCommands } from "./parse-command";

const body = (value: unknown) => Buffer.from(JSON.stringify(value));

test("numbers and booleans become text, the name upper case", () => {
  expect(parseCommand(body(["set", "key", 1.5, true]))).toEqual(["SET", "key", "1.5", "true"]);
});

test.each([["{"], ["{}"], ["[]"], ['"SET"'], ["null"]])("%s is no command", (text) => {
  expect(parseCommand(Buffer.from(text))).toEqual({ error: "ERR failed to parse command" });
});

test.each([null, {}, ["nested"]])("an argument %j is refused rather than guessed", (argument) => {
  expect(parseCommand(body(["SET", "key", argument]))).toEqual({ error: "ERR null args are not supported" });
});

test("a pipeline with one malformed row runs none of it", () => {
  expect(parseCommands(body([["PING"], "PING"]))).toEqual({ error: "ERR failed to parse command" });
  expect(parseCommands(body([["ping"], ["get", "a"]]))).toEqual([["PING"], ["GET", "a"]]);
});

test("a pipeline has a greatest length", () => {
  expect(parseCommands(body(Array(10_000).fill(["PING"])))).toHaveLength(10_000);
  expect(parseCommands(body(Array(10_001).fill(["PING"])))).toHaveProperty("error");
});
