import { expect, test } from "vitest";
import { has, type Picks, picksAfter } from "./picks";

const pick = (id: string) => ({ id, ticketTypeId: "adult", category: "a", name: `Row A, seat ${id}` });
const pressed = (picks: Picks, id: string) => picksAfter(picks, { kind: "pressed", pick: pick(id) });
const two = ["1", "2"].reduce(pressed, { picked: [], lost: [] });
const idsOf = ({ picked, lost }: Picks) => [picked, lost].map((list) => list.map(({ id }) => id));

test("a seat is picked by one press and given up by the next", () => {
  expect(idsOf(two)).toEqual([["1", "2"], []]);
  expect(idsOf(pressed(two, "1"))).toEqual([["2"], []]);
  expect([has(two, "1"), has(two, "3")]).toEqual([true, false]);
});

test("a seat that somebody took is lost by its name, and the others stay", () => {
  const after = picksAfter(two, { kind: "taken", ids: new Set(["2", "9"]) });
  expect(idsOf(after)).toEqual([["1"], ["2"]]);
  expect(after.lost[0]?.name).toBe("Row A, seat 2");
  // Told again, as every poll does, it changes nothing.
  expect(picksAfter(after, { kind: "taken", ids: new Set(["2"]) })).toBe(after);
});

test("several losses are all named until the next press", () => {
  const one = picksAfter(two, { kind: "taken", ids: new Set(["2"]) });
  const both = picksAfter(one, { kind: "taken", ids: new Set(["1"]) });
  expect(idsOf(both)).toEqual([[], ["2", "1"]]);
  expect(idsOf(pressed(both, "3"))).toEqual([["3"], []]);
});

test("another kind of ticket is for that seat alone", () => {
  const after = picksAfter(two, { kind: "retyped", id: "2", ticketTypeId: "child" });
  expect(after.picked.map(({ ticketTypeId }) => ticketTypeId)).toEqual(["adult", "child"]);
});
