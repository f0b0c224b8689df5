import { useTranslations } from "next-intl";
import { isolated } from "@/lib/core/isolated";

export type SeatPlace = { id: string; section: string; row: string; number: number | string };

/** Where a seat is, as its ticket says it. */
export function useSeatWords() {
  const t = useTranslations("order");
  return ({ section, row, number }: Omit<SeatPlace, "id">) =>
    t("seat", { section: isolated(section), row: isolated(row), number: isolated(String(number)) });
}
