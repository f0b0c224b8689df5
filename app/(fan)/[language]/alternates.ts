import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { defaultLanguage, languageOf, languages, pathIn } from "@/lib/core/languages";

/** That a page stands in every language, each at its own address; for pages that search engines may show. */
export async function translated(path: string): Promise<Metadata> {
  const addresses = Object.fromEntries(languages.map((language) => [language, pathIn(language, path)]));
  return {
    alternates: {
      canonical: pathIn(languageOf(await getLocale()), path),
      languages: { ...addresses, "x-default": pathIn(defaultLanguage, path) },
    },
  };
}
