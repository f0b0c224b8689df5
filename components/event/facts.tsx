import { useTranslations } from "next-intl";
import type { PageEvent } from "./event-page";
import { useEventWords } from "./use-event-words";

/** `DE` becomes Germany; what is no code stays as the organizer wrote it. */
function countryName(country: string) {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames("en", { type: "region" }).of(country) ?? country;
}

const dayMs = 24 * 60 * 60 * 1000;

export function Facts({ event }: { event: PageEvent }) {
  const t = useTranslations("event");
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
            <span className="font-bold">{venue.name}</span>
            <span className="block text-muted text-sm">
              {[venue.address, venue.city, countryName(venue.country)].filter(Boolean).join(", ")}
            </span>
          </dd>
        </div>
      )}
    </dl>
  );
}
