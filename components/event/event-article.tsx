import { useTranslations } from "next-intl";
import { useCategoryName } from "./category-name";
import { Description } from "./description";
import type { PageEvent } from "./event-page";
import { Facts } from "./facts";
import { OtherDates, type SeriesDate } from "./other-dates";
import { Poster } from "./poster";
import { TicketPanel } from "./ticket-panel";

type Props = {
  event: PageEvent;
  now: Date;
  /** Of the title, where the page has another above it. */
  heading?: "h1" | "h2";
  /** The series on other days. */
  others?: SeriesDate[];
};

/** The page of one event, as fans see it and as its organizer previews it. */
export function EventArticle({ event, now, heading: Heading = "h1", others = [] }: Props) {
  const t = useTranslations("event");
  const categoryName = useCategoryName();
  return (
    <article className="grid gap-8 pt-4 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] lg:gap-x-16 lg:pt-8">
      <div className="lg:row-span-2">
        <div className="w-3/5 overflow-hidden rounded-lg shadow-lift ring-1 ring-ink/10 sm:w-2/5 lg:sticky lg:top-8 lg:w-full">
          <Poster
            title={event.title}
            posterPath={event.posterPath}
            alt={t("poster", { title: event.title })}
            priority
          />
        </div>
      </div>
      <div className="flex flex-col gap-8">
        <header className="flex flex-col gap-4">
          <p className="font-bold text-accent-ink text-sm">{categoryName(event.category)}</p>
          <Heading className="text-2xl">{event.title}</Heading>
          <p className="max-w-[56ch] text-lg text-muted">{event.summary}</p>
        </header>
        <Facts event={event} />
        <TicketPanel event={event} now={now} />
        {others.length > 0 && <OtherDates dates={others} />}
      </div>
      <section aria-labelledby="about" className="flex flex-col gap-4 lg:col-start-2">
        <h2 id="about" className="text-xl">
          {t("about")}
        </h2>
        <Description markdown={event.description} />
        <p className="pt-4 text-muted text-sm">
          {t("presentedBy", { name: event.organizer.name })}
          {event.series && ` · ${t("partOf", { series: event.series.title })}`}
        </p>
      </section>
    </article>
  );
}
