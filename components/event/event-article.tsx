import { useTranslations } from "next-intl";
import { useFanPath } from "@/components/site/use-fan-path";
import { isolated } from "@/lib/core/isolated";
import { accentStyle } from "./accent-style";
import { useCategoryName } from "./category-name";
import { Description } from "./description";
import type { PageEvent } from "./event-page";
import { Facts } from "./facts";
import { OtherDates, type SeriesDate } from "./other-dates";
import { Poster } from "./poster";
import { PriceRange } from "./price-range";
import { SaleBar } from "./sale-bar";
import { saleState } from "./sale-state";
import { ShareButton } from "./share-button";
import { isFree, TicketPanel, ticketPanelId } from "./ticket-panel";

type Props = {
  event: PageEvent;
  now: Date;
  /** Of the title, where the page has another above it. */
  heading?: Heading;
  /** The series on other days. */
  others?: SeriesDate[];
};
type Heading = "h1" | "h2";

/** The page of one event, as fans see it and as its organizer previews it. */
export function EventArticle({ event, now, heading = "h1", others = [] }: Props) {
  const t = useTranslations("event");
  const path = useFanPath();
  const isOpen = saleState(event, now).kind === "open";
  return (
    <div style={accentStyle(event.organizer.accent)}>
      <article className="grid gap-8 pt-4 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] lg:gap-x-16 lg:pt-8">
        <div className="relative max-lg:-mx-4 max-lg:-mt-4 max-lg:overflow-hidden max-lg:py-8 sm:max-lg:-mx-8 lg:row-span-2">
          <div aria-hidden="true" className="absolute inset-0 bg-linear-to-b from-accent/40 to-accent/5 lg:hidden" />
          <div className="relative mx-auto w-3/5 overflow-hidden rounded-lg shadow-lift ring-1 ring-ink/10 sm:w-2/5 lg:sticky lg:top-8 lg:w-full">
            <Poster
              title={event.title}
              posterPath={event.posterPath}
              alt={t("poster", { title: event.title })}
              priority
            />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <Head event={event} heading={heading} />
          <Facts event={event} />
          <TicketPanel event={event} now={now} />
          {others.length > 0 && <OtherDates dates={others} />}
        </div>
        <About event={event} />
      </article>
      {isOpen && (
        <SaleBar
          slug={event.slug}
          pickPath={path(`/events/${event.slug}/pick`)}
          panelId={ticketPanelId}
          get={isFree(event) ? t("getFree") : t("get")}
          opening={t("opening")}
          price={<PriceRange event={event} />}
        />
      )}
    </div>
  );
}

function Head({ event, heading: Heading }: { event: PageEvent; heading: Heading }) {
  const t = useTranslations("event");
  const categoryName = useCategoryName();
  return (
    <header className="flex flex-col items-start gap-4">
      <p className="font-bold text-accent-ink text-sm">{categoryName(event.category)}</p>
      <Heading className="text-2xl">
        <bdi>{event.title}</bdi>
      </Heading>
      {event.summary && (
        <p className="max-w-[56ch] text-lg text-muted">
          <bdi>{event.summary}</bdi>
        </p>
      )}
      <div className="flex w-full flex-wrap items-center justify-between gap-x-6 gap-y-3">
        {event.ticketTypes.length > 0 && (
          <p className="font-extrabold text-xl tabular-nums">
            <PriceRange event={event} />
            <span className="ps-2 font-normal text-muted text-sm tracking-normal">{t("allIn")}</span>
          </p>
        )}
        <ShareButton title={event.title} texts={{ share: t("share"), copied: t("copied") }} />
      </div>
    </header>
  );
}

function About({ event: { description, organizer, series } }: { event: PageEvent }) {
  const t = useTranslations("event");
  return (
    <section aria-labelledby="about" className="flex min-w-0 flex-col gap-4 lg:col-start-2">
      <h2 id="about" className="text-xl">
        {t("about")}
      </h2>
      <Description markdown={description} />
      <p className="pt-4 text-muted text-sm">
        {t("presentedBy", { name: isolated(organizer.name) })}
        {series && ` · ${t("partOf", { series: isolated(series.title) })}`}
      </p>
    </section>
  );
}
