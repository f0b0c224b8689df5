import { useLocale } from "next-intl";
import { languageOf, pathIn } from "@/lib/core/languages";

/** Addresses of fan pages in the language of this one. For what the server draws: browsers are told addresses. */
export function useFanPath(): (path: string) => string {
  const language = languageOf(useLocale());
  return (path) => pathIn(language, path);
}
