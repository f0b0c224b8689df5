import { useTranslations } from "next-intl";
import type { SeatTexts } from "./seat-texts";

/** Where a value goes, left as it is for the browser to fill in. */
const open = (...names: string[]) => Object.fromEntries(names.map((name) => [name, `{${name}}`]));

/** What the picker may say, in the language of the page. */
export function useSeatTexts(): SeatTexts {
  const t = useTranslations("pick.seats");
  const price = useTranslations("price");
  const order = useTranslations("order");
  return {
    title: t("title"),
    intro: t("intro"),
    loading: t("loading"),
    failed: t("failed"),
    retry: t("retry"),
    section: t("section"),
    row: t("row"),
    seatsHint: t("seatsHint"),
    rowOf: t("rowOf", open("row")),
    free: t("free", open("name", "count")),
    full: t("full", open("name")),
    states: { free: t("states.free"), taken: t("states.taken"), picked: t("states.picked") },
    marks: {
      accessible: t("marks.accessible"),
      companion: t("marks.companion"),
      obstructed: t("marks.obstructed"),
    },
    map: t("map"),
    mapHint: t("mapHint"),
    stage: t("stage"),
    nearer: t("nearer"),
    farther: t("farther"),
    whole: t("whole"),
    legend: t("legend"),
    picked: t("picked"),
    none: t("none"),
    remove: t("remove", open("seat")),
    kind: t("kind", open("seat")),
    added: t("added", open("seat")),
    removed: t("removed", open("seat")),
    limit: t("limit", open("max")),
    lost: t("lost", open("seats")),
    kept: t("kept"),
    about: t("about", open("seats")),
    seat: order("seat", open("section", "row", "number")),
    from: price("from", open("price")),
  };
}
