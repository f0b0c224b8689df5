import { expect, test } from "vitest";
import { followPeople, happeningIn } from "./follow-people";

/** One entry each, as the store tells them. */
const told = (...texts: string[]) => texts.flatMap((text, at) => happeningIn(`${1000 + at}-0`, text) ?? []);
const here = (person: string, place: number) => `here ${person} 0 0 ${place} 0`;
const away = (person: string) => `away ${person} 0 0 0 0`;
const admitted = (person: string, place: number, spare = 0) => `admitted ${person} 5000 9000 ${place} ${spare}`;
const passedBy = (texts: string[], wereHere: Parameters<typeof followPeople>[0] = []) =>
  Object.fromEntries(
    followPeople(wereHere, told(...texts)).flatMap(({ person, passed }) =>
      passed === undefined ? [] : [[person, passed]],
    ),
  );

test("in the order of places nobody is passed, and out of it everybody is who was here", () => {
  const three = [here("a", 1), here("b", 2), here("c", 3)];
  expect(passedBy([...three, admitted("a", 1), admitted("b", 2), admitted("c", 3)])).toEqual({ a: 0, b: 0, c: 0 });
  expect(passedBy([...three, admitted("c", 3), admitted("a", 1), admitted("b", 2)])).toEqual({ a: 0, b: 0, c: 2 });
});

test("those for whom there is room as well are not passed", () => {
  const three = [here("a", 1), here("b", 2), here("c", 3)];
  expect(passedBy([...three, admitted("c", 3, 2)])).toEqual({ c: 0 });
  expect(passedBy([...three, admitted("c", 3, 1)])).toEqual({ c: 1 });
});

test("only who is here can be passed: neither who went away, nor who left, nor who was let in, nor who comes later", () => {
  const went = [here("a", 1), here("b", 2), admitted("d", 4, 2), away("a"), "left b 0 0 0 0"];
  expect(passedBy([...went, admitted("e", 5), here("f", 3), admitted("g", 6)])).toEqual({ d: 0, e: 0, g: 1 });
  expect(passedBy([here("a", 1), "recovered - 0 0 0 0", admitted("b", 2)])).toEqual({ b: 0 });
});

test("who was here before the last saving counts, and stays here until told otherwise", () => {
  expect(passedBy([admitted("b", 2)], [{ person: "a", place: 1, lane: "" }])).toEqual({ b: 1 });
  const kept = followPeople(
    [{ person: "a", place: 1, lane: "" }],
    told(here("c", 3), away("a"), "renewed d 6000 9000 0 0"),
  );
  expect(kept.map(({ person, here: is, place }) => ({ person, is, place }))).toEqual([
    { person: "c", is: true, place: 3 },
    { person: "a", is: false, place: undefined },
    { person: "d", is: false, place: undefined },
  ]);
});

test("who was let in is kept with the store's time, and a session that moved to an account is no admission", () => {
  const [entered, moved] = followPeople([], told(admitted("a", 7), admitted("b", 0)));
  expect(entered).toMatchObject({ admittedAt: new Date(1000), endsAt: new Date(5000), place: 7, passed: 0 });
  expect(moved).toMatchObject({ person: "b", admittedAt: new Date(1001) });
  expect(moved).not.toHaveProperty("passed");
});

test("what no script tells is nothing", () => {
  expect(happeningIn("1-0", "promoted a 0 0 0 0")).toBeUndefined();
});
