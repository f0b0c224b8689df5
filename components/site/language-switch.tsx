"use client";

import { usePathname } from "next/navigation";
import { type Language, languageNames, languages, pathIn, splitLanguage } from "@/lib/core/languages";

/** This very page in the other languages, each by its own name. Without scripts the query is left behind. */
export function LanguageSwitch({ spoken, className = "" }: { spoken: Language; className?: string }) {
  // A page made ahead of time sees its rewritten address, `/en/…`: without its language it is the same.
  const { path } = splitLanguage(usePathname());
  return languages
    .filter((language) => language !== spoken)
    .map((language) => (
      <a
        key={language}
        href={pathIn(language, path)}
        hrefLang={language}
        lang={language}
        // In the reader's own letters: one word is worth no font of ours.
        className={`font-device ${className}`}
        onClick={(event) => {
          event.currentTarget.search = window.location.search;
        }}
      >
        {languageNames[language]}
      </a>
    ));
}
