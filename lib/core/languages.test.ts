import { describe, expect, test } from "vitest";
import { languageOf, pathIn, splitLanguage } from "./languages";

describe("the address of a page in a language", () => {
  test.each([
    ["en", "/", "/"],
    ["en", "/events/x?y=1", "/events/x?y=1"],
    ["ar", "/", "/ar"],
    ["ar", "/events/x", "/ar/events/x"],
  ] as const)("%s %s is %s", (language, path, address) => {
    expect(pathIn(language, path)).toBe(address);
    expect(splitLanguage(address)).toEqual({ language, path });
  });

  test.each(["/events/ar", "/are", "/AR", "/ar-x/events", "/fr"])("%s is no language's own", (path) => {
    expect(splitLanguage(path)).toEqual({ language: "en", path });
  });

  test("a locale names its language, and anything else ours", () => {
    expect(["ar-u-nu-latn", "en-GB", "ar", "fr", "", undefined].map(languageOf)).toEqual([
      "ar",
      "en",
      "ar",
      "en",
      "en",
      "en",
    ]);
  });
});
