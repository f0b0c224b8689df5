import { useTranslations } from "next-intl";

/** An organizer may name a kind of event we have no word for: theirs is used. */
export function useCategoryName() {
  const t = useTranslations("categories");
  const words: Record<string, string> = {
    music: t("music"),
    club: t("club"),
    festival: t("festival"),
    comedy: t("comedy"),
    theatre: t("theatre"),
    film: t("film"),
    talks: t("talks"),
    sport: t("sport"),
    community: t("community"),
    other: t("other"),
  };
  return (category: string) => words[category] ?? category;
}
