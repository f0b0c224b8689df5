import { useFormatter, useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/core/money";

const hours = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const day = { weekday: "short", day: "numeric", month: "short" } as const;

/** How an event's times, prices and kinds are said: its own zone, its own currency. */
export function useEventWords({ timezone, currency }: { timezone: string; currency: string }) {
  const format = useFormatter();
  const t = useTranslations();
  const locale = useLocale();
  const of = (time: string | Date) => new Date(time);
  return {
    day: (time: string | Date) => format.dateTime(of(time), { ...day, timeZone: timezone }),
    longDay: (time: string | Date) =>
      format.dateTime(of(time), {
        weekday: "long",
        day: "numeric",
        month: "long",
        year: "numeric",
        timeZone: timezone,
      }),
    time: (time: string | Date) => format.dateTime(of(time), { ...hours, timeZone: timezone }),
    moment: (time: string | Date) => format.dateTime(of(time), { ...day, ...hours, timeZone: timezone }),
    zone: (time: string | Date) =>
      new Intl.DateTimeFormat(locale, { timeZone: timezone, timeZoneName: "short" })
        .formatToParts(of(time))
        .find(({ type }) => type === "timeZoneName")?.value ?? timezone,
    money: (cents: number) => formatMoney(cents, currency, locale),
    price: (cents: number) => (cents === 0 ? t("price.free") : formatMoney(cents, currency, locale)),
  };
}
