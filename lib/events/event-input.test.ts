import { expect, test } from "vitest";
import { eventPatch } from "./event-input";

test("a patch changes what it names and may name nothing", () => {
  expect(eventPatch.parse({})).toEqual({});
  expect(eventPatch.parse({ title: " New " })).toEqual({ title: "New" });
});
