import { useTranslations } from "next-intl";
import type { SaleClockTexts } from "./sale-clock";

/** What a clock until a sale says: browsers are told. */
export function useClockTexts(): SaleClockTexts {
  const t = useTranslations("event");
  return { clock: t("clock"), days: t("days"), hours: t("hours"), minutes: t("minutes"), seconds: t("seconds") };
}
