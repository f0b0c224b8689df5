/** The languages of the fan pages: the first is at the bare address, the others under their own name, as in `/ar`. */
export const languages = ["en", "ar"] as const;
export type Language = (typeof languages)[number];

const [first] = languages;
export const defaultLanguage: Language = first;

/** How dates, numbers and prices are written: digits stay those that tickets, mails and card forms show. */
export const localeOf: Record<Language, string> = { en: "en-GB", ar: "ar-u-nu-latn" };
export const languageNames: Record<Language, string> = { en: "English", ar: "العربية" };
export const directionOf: Record<Language, "ltr" | "rtl"> = { en: "ltr", ar: "rtl" };

export const isLanguage = (text: string): text is Language => languages.some((language) => language === text);

/** The language of a locale, or of what came from outside: the default for what we do not speak. */
export function languageOf(text: string | undefined): Language {
  const found = text?.slice(0, 2) ?? "";
  return isLanguage(found) ? found : defaultLanguage;
}

/** The address of a fan page in this language: `/events/x`, or `/ar/events/x`. */
export const pathIn = (language: Language, path: string): string =>
  language === defaultLanguage ? path : `/${language}${path.replace(/^\/(?=$|\?)/, "")}`;

/** The path without its language, as the bare address has it. */
export function splitLanguage(path: string): { language: Language; path: string } {
  const [, head = "", rest = ""] = /^\/([a-z]{2})(\/.*)?$/.exec(path) ?? [];
  return isLanguage(head) ? { language: head, path: rest || "/" } : { language: defaultLanguage, path };
}
