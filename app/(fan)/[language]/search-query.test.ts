import { expect, test } from "vitest";
import { readSearch } from "./search-query";

test("a day that makes no sense counts as not given", () => {
  for (const from of ["tomorrow", "2027-02-30", "0000-01-01", "9999-12-31"]) {
    expect(readSearch({ from, to: "2027-05-14" })).toMatchObject({ from: undefined, to: "2027-05-14" });
  }
});
