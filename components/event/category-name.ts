import { useTranslations } from "next-intl";

const categories = [
  "music",
  "club",
  "festival",
  "comedy",
  "theatre",
  "film",
  "talks",
  "sport",
  "community",
  "other",
] as const;

type Words = (category: (typeof categories)[number]) => string;

/** The kinds of event we have words for. */
export const categoryOptions = (t: Words) => categories.map((category): [string, string] => [category, t(category)]);

/** An organizer may name a kind of event we have no word for: theirs is used. */
export function useCategoryName() {
  const words = new Map(categoryOptions(useTranslations("categories")));
  return (category: string) => words.get(category) ?? category;
}
