import { useFormatter, useTranslations } from "next-intl";
import { FanLink } from "@/components/site/fan-link";

export type SeriesDate = { slug: string; startsAt: Date; timezone: string };

/** The same on other days, each on the clock of its own place. */
export function OtherDates({ dates }: { dates: SeriesDate[] }) {
  const t = useTranslations("event");
  const format = useFormatter();
  return (
    <section aria-labelledby="dates" className="flex flex-col gap-3">
      <h2 id="dates" className="text-lg">
        {t("otherDates")}
      </h2>
      <ul className="flex flex-wrap gap-2">
        {dates.map(({ slug, startsAt, timezone }) => (
          <li key={slug}>
            <FanLink
              href={`/events/${slug}`}
              prefetch={false}
              className="inline-flex min-h-11 items-center rounded-md border-2 border-line bg-surface px-4 font-semibold text-sm hover:border-ink"
            >
              <time dateTime={startsAt.toISOString()}>
                {format.dateTime(startsAt, {
                  weekday: "short",
                  day: "numeric",
                  month: "short",
                  hour: "2-digit",
                  minute: "2-digit",
                  hourCycle: "h23",
                  timeZone: timezone,
                })}
              </time>
            </FanLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
