import { useLocale, useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import type { PageEvent } from "./event-page";
import { useEventWords } from "./use-event-words";

/** `DE` becomes Germany; what is no code stays as the organizer wrote it. */
function countryName(country: string, locale: string) {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country;
}

/** A page to look the place up on; nothing of it is loaded here. */
const mapOf = ({ name, address, city }: NonNullable<PageEvent["venue"]>) =>
  `https://www.openstreetmap.org/search?${new URLSearchParams({ query: [address || name, city].join(", ") })}`;

const dayMs = 24 * 60 * 60 * 1000;

export function Facts({ event }: { event: PageEvent }) {
  const t = useTranslations("event");
  const locale = useLocale();
  const words = useEventWords(event);
  const { startsAt, endsAt, venue } = event;
  const long = endsAt && Date.parse(endsAt) - Date.parse(startsAt) > dayMs;
  return (
    <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      <div>
        <dt className="font-semibold text-muted text-sm">{t("when")}</dt>
        <dd>
          <time dateTime={startsAt} className="font-bold">
            {words.longDay(startsAt)}, {words.time(startsAt)}
          </time>
          {endsAt && (
            <span className="block text-muted text-sm">
              {t("until", { time: long ? words.moment(endsAt) : words.time(endsAt) })} {words.zone(startsAt)}
            </span>
          )}
        </dd>
      </div>
      {venue && (
        <div>
          <dt className="font-semibold text-muted text-sm">{t("where")}</dt>
          <dd>
            <bdi className="font-bold">{venue.name}</bdi>
            <span className="block text-muted text-sm">
              <bdi>{[venue.address, venue.city].filter(Boolean).join(", ")}</bdi>
              {locale.startsWith("ar") ? "، " : ", "}
              {countryName(venue.country, locale)}
            </span>
            <a href={mapOf(venue)} rel="noopener noreferrer" className={buttonClass("plain", "sm")}>
              {t("map")}
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}
