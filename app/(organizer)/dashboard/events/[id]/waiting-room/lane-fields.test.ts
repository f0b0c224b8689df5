import { expect, test } from "vitest";
import { lanesIn } from "./lane-fields";

const typed = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, text] of Object.entries(fields)) data.set(name, text);
  return lanesIn(data, "Europe/Berlin");
};

test("a lane is what has a share; its codes stand in lines, or however they were pasted", () => {
  const presale = { "presale.share": "60", "presale.codes": " FANCLUB-26\nearly_bird, MEMBERS ", "presale.places": "" };
  expect(typed({ ...presale, "accessible.codes": "UNUSED-1", "accessible.share": "" })).toEqual({
    lanes: [{ lane: "presale", share: 60, codes: ["FANCLUB-26", "early_bird", "MEMBERS"] }],
  });
});

test("it opens when a clock of the event's zone says so", () => {
  expect(typed({ "presale.share": "10", "presale.opensAt": "2026-12-01T18:00", "presale.places": "500" })).toEqual({
    lanes: [{ lane: "presale", share: 10, codes: [], opensAt: "2026-12-01T17:00:00.000Z", places: 500 }],
  });
  expect(typed({ "presale.share": "10", "presale.opensAt": "2026-03-29T02:30" })).toEqual({ problem: "moment" });
});

test("what the room would refuse is said before it is asked", () => {
  expect(typed({ "presale.share": "60", "accessible.share": "31" })).toEqual({ problem: "shares" });
  expect(typed({ "presale.share": "60", "presale.codes": "VIP" })).toEqual({ problem: "codes" });
  const twice = { "presale.share": "60", "presale.codes": "FANCLUB", "box_office.share": "5" };
  expect(typed({ ...twice, "box_office.codes": "fanclub" })).toEqual({ problem: "codes" });
});
