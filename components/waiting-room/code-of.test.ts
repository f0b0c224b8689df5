import { expect, test } from "vitest";
import { codeOf } from "./code-of";

const ticketOf = (payload: object) => `v1.0a1b2c3d.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.mac`;

test("a ticket has the first characters of its person, and anything else has none", () => {
  expect(codeOf(ticketOf({ epoch: 1, fan: "x", number: 7, person: "Ab-_56789012345678901" }))).toBe("Ab-_56789012");
  expect(["", "v1.x", "v1.0a1b2c3d.?.mac", ticketOf({})].map(codeOf)).toEqual(["", "", "", ""]);
});
