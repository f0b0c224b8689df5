import { expect, test } from "vitest";
import { countAnswers } from "./count-answers";
import { readStatement } from "./read-statement";

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const message = (type: string, body: Buffer | string = "") =>
  Buffer.concat([Buffer.from(type), int32(Buffer.byteLength(body) + 4), Buffer.from(body)]);
const startup = Buffer.concat([int32(12), int32(196_608), Buffer.from("u\0a\0")]);
const bind = Buffer.concat([
  Buffer.from("\0\0\0\0\0\x02"),
  int32(2),
  Buffer.from("a1"),
  int32(-1),
  Buffer.from("\0\0"),
]);

test("a frame is read for its statement, its parameters and the number of answers it will have", () => {
  expect(readStatement(message("Q", "commit\0"))).toEqual({ sql: "commit", parameters: "", answers: 1 });
  const extended = [message("P", "\0 insert\n  into t\0\0\0"), message("B", bind), message("E", "\0"), message("S")];
  expect(readStatement(Buffer.concat(extended))).toEqual({ sql: "insert into t", parameters: "a1, null", answers: 1 });
  const first = Buffer.concat([startup, message("p", "secret\0"), message("Q", "select 1\0")]);
  expect(readStatement(first)).toEqual({ sql: "select 1", parameters: "", answers: 2 });
});

test("what asks nothing, or is something else, is no statement", () => {
  for (const frame of [startup, message("X"), Buffer.from("last words"), Buffer.alloc(64), message("B", "x")]) {
    expect(readStatement(frame)).toBeUndefined();
  }
});

test("answers are counted however their bytes are cut", () => {
  const bytes = Buffer.concat([message("D", "Z\0\0\0\x05I"), message("C", "x"), message("Z", "I"), message("Z", "T")]);
  for (let cut = 1; cut <= bytes.length; cut++) {
    const count = countAnswers();
    let last = 0;
    for (let at = 0; at < bytes.length; at += cut) last = count(bytes.subarray(at, at + cut));
    expect(last).toBe(2);
  }
});
