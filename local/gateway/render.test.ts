import { expect, test } from "vitest";
import { renderOutcome, renderReply } from "./render";

const text = (value: string) => Buffer.from(value);

test("in base64 every string is encoded, nested OK too; integers and nulls are not", () => {
  expect(renderReply([text("OK"), [text("é"), "7", null]], true)).toBe('["T0s=",["w6k=",7,null]]');
  expect(renderReply(text("OK"), true)).toBe('"T0s="');
});

test("without base64 strings are JSON, with the replacement character for what is no UTF-8", () => {
  expect(renderReply([text('"\n'), Buffer.from([0xff])], false)).toBe('["\\"\\n","\ufffd"]');
});

test("integers keep every digit", () => {
  expect(renderOutcome("9223372036854775807", true)).toBe('{"result":9223372036854775807}');
});

test("a failed command is an error, never encoded", () => {
  expect(renderOutcome(new Error("WRONGTYPE no"), true)).toBe('{"error":"WRONGTYPE no"}');
});
