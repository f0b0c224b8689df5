import { useTranslations } from "next-intl";
import { Poster } from "./poster";
import { useEventWords } from "./use-event-words";

export type BriefEvent = {
  title: string;
  posterPath: string;
  startsAt: string;
  timezone: string;
  currency: string;
  venue: { name: string; city: string } | null;
};

/** Which event this page is about, beside whatever the page does. */
export function EventBrief({ event }: { event: BriefEvent }) {
  const words = useEventWords(event);
  const t = useTranslations("event");
  return (
    <section aria-label={event.title} className="flex items-start gap-4">
      <div className="w-20 shrink-0 overflow-hidden rounded-md shadow-lift ring-1 ring-ink/10 sm:w-28">
        <Poster title={event.title} posterPath={event.posterPath} priority small />
      </div>
      <dl className="flex min-w-0 flex-col gap-1 text-sm">
        <dt className="sr-only">{t("title")}</dt>
        <dd className="font-extrabold text-base leading-tight tracking-tight [font-stretch:108%]">
          <bdi>{event.title}</bdi>
        </dd>
        <dt className="sr-only">{t("when")}</dt>
        <dd className="font-semibold text-accent-ink">
          <time dateTime={event.startsAt}>{words.moment(event.startsAt)}</time> {words.zone(event.startsAt)}
        </dd>
        <dt className="sr-only">{t("where")}</dt>
        <dd className="text-muted">
          {event.venue && (
            <bdi>
              {event.venue.name}, {event.venue.city}
            </bdi>
          )}
        </dd>
      </dl>
    </section>
  );
}
