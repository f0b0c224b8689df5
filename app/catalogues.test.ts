import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { languages, localeOf } from "@/lib/core/languages";
import arabic from "@/messages/ar.json";
import english from "@/messages/en.json";

/** Read by those who build on the platform, and mails: English so far. */
const englishOnly = new Set(["developers", "mail"]);

type Texts = { [key: string]: string | Texts };

const flat = (texts: Texts, above = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[above + key, value]] : flat(value, `${above}${key}.`),
  );

const ofFans = (texts: Texts) =>
  flat(Object.fromEntries(Object.entries(texts).filter(([key]) => !englishOnly.has(key))));
const catalogues = { en: ofFans(english), ar: ofFans(arabic) };

/** Every part of a message, those inside plurals and choices too. */
const partsOf = (elements: MessageFormatElement[]): MessageFormatElement[] =>
  elements.flatMap((element) => {
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      return [element, ...Object.values(element.options).flatMap(({ value }) => partsOf(value))];
    }
    return element.type === TYPE.tag ? [element, ...partsOf(element.children)] : [element];
  });

function argumentsOf(text: string) {
  const named = partsOf(parse(text)).flatMap((part) =>
    part.type === TYPE.literal || part.type === TYPE.pound ? [] : [part.value],
  );
  return [...new Set(named)].sort();
}

/** What is wrong with the plurals of a text in this language. */
function pluralFaults(text: string, locale: string) {
  const categories: string[] = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  return partsOf(parse(text)).flatMap((part) => {
    if (part.type !== TYPE.plural) return [];
    const given = Object.keys(part.options).filter((key) => !key.startsWith("="));
    return [
      ...given.filter((key) => !categories.includes(key)).map((key) => `knows no ${key}`),
      ...categories.filter((key) => !given.includes(key)).map((key) => `lacks ${key}`),
    ];
  });
}

test("every language says everything, and nothing else", () => {
  expect(languages).toEqual(Object.keys(catalogues));
  expect(catalogues.ar.map(([key]) => key).sort()).toEqual(catalogues.en.map(([key]) => key).sort());
  expect(catalogues.en.length).toBeGreaterThan(200);
});

test("a text takes the same values in every language", () => {
  const inEnglish = new Map(catalogues.en);
  for (const [key, text] of catalogues.ar) {
    expect([key, argumentsOf(text)]).toEqual([key, argumentsOf(inEnglish.get(key) ?? "")]);
  }
});

describe.each(languages)("in %s", (language) => {
  test("every plural has each category of the language, and no other", () => {
    const faults = catalogues[language].map(([key, text]) => [key, pluralFaults(text, localeOf[language])] as const);
    expect(faults.filter(([, found]) => found.length > 0)).toEqual([]);
    expect(catalogues[language].some(([, text]) => text.includes(", plural,"))).toBe(true);
  });
});

test("a plural that is wrong in its language is noticed", () => {
  expect(pluralFaults("{n, plural, one {#} other {#}}", "en")).toEqual([]);
  expect(pluralFaults("{n, plural, few {#} other {#}}", "en")).toEqual(["knows no few", "lacks one"]);
  expect(pluralFaults("{n, plural, one {#} other {#}}", "ar")).toEqual([
    "lacks few",
    "lacks many",
    "lacks two",
    "lacks zero",
  ]);
});

test("no English was left standing in Arabic", () => {
  const untranslated = catalogues.ar.filter(
    ([, text]) => /\p{L}{3}/u.test(text.replace(/\{[^}]*\}/g, "")) && !/\p{Script=Arabic}/u.test(text),
  );
  expect(untranslated).toEqual([["site.name", "Holdfast"]]);
});
