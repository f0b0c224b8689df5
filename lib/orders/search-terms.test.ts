import { expect, test } from "vitest";
import { searchTerms } from "./search-terms";

const id = "e0d9b7c4-51a2-4c38-8f6d-7b3a1e2f4c55";

test("an id, a number and a payment intent are known by their shape", () => {
  expect(searchTerms(id.toUpperCase())?.id).toBe(id);
  expect(searchTerms("#E0D9B7C4")?.ids).toEqual([
    "e0d9b7c4-0000-0000-0000-000000000000",
    "e0d9b7c4-ffff-ffff-ffff-ffffffffffff",
  ]);
  expect(searchTerms("pi_3OxQ2eLkdIwHu7ix")?.intentId).toBe("pi_3OxQ2eLkdIwHu7ix");
  expect(searchTerms("Ada")).toMatchObject({ id: undefined, ids: undefined, intentId: undefined });
});

test("one word may begin an address or a name, several are a name, an address is no name", () => {
  expect(searchTerms("Ada")).toMatchObject({ emailStart: "ada", name: ["ada"] });
  expect(searchTerms("Ada Lovelace")).toMatchObject({ emailStart: undefined, name: ["ada", "lovelace"] });
  expect(searchTerms("Ada@Example")).toMatchObject({ emailStart: "ada@example", name: undefined });
});

test.each(["", "   ", "'':*", "& | !", "%_\\"])("%j means nothing", (typed) => {
  expect(searchTerms(typed)).toBeUndefined();
});

test("what is typed cannot speak to the text search", () => {
  expect(searchTerms("O'Brien & !x:* | (y)")?.name).toEqual(["o", "brien", "x", "y"]);
  expect(searchTerms("a b c d e f g")?.name).toHaveLength(5);
});
