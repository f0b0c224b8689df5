import { useTranslations } from "next-intl";
import { FanLink } from "@/components/site/fan-link";
import { Poster } from "./poster";
import { PriceRange } from "./price-range";
import { type SaleEvent, type SaleType, saleState } from "./sale-state";
import { useEventWords } from "./use-event-words";

export type CardEvent = Omit<SaleEvent, "ticketTypes"> & {
  slug: string;
  title: string;
  posterPath: string;
  timezone: string;
  currency: string;
  venue: { name: string; city: string } | null;
  ticketTypes: (SaleType & { totalCents: number })[];
};

/** One poster on the wall. The whole card is one link, named by the title. */
export function EventCard({ event, now, priority = false }: { event: CardEvent; now: Date; priority?: boolean }) {
  const t = useTranslations();
  const words = useEventWords(event);
  const state = saleState(event, now);
  const { venue } = event;
  return (
    <article className="group relative flex flex-col gap-3">
      <div className="overflow-hidden rounded-md shadow-lift ring-1 ring-ink/10 transition-transform duration-300 group-hover:-translate-y-1 group-hover:-rotate-1">
        <Poster title={event.title} posterPath={event.posterPath} priority={priority} />
      </div>
      <div className="flex flex-col gap-1 text-sm">
        <p className="font-semibold text-accent-ink">
          <time dateTime={event.startsAt}>{words.moment(event.startsAt)}</time>
        </p>
        <h3 className="text-base leading-tight tracking-tight">
          <FanLink
            href={`/events/${event.slug}`}
            className="underline-offset-4 after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:rounded-md focus-visible:after:outline-3 focus-visible:after:outline-mark focus-visible:after:outline-offset-4"
          >
            <bdi>{event.title}</bdi>
          </FanLink>
        </h3>
        {venue && (
          <p className="text-muted">
            <bdi>
              {venue.name}, {venue.city}
            </bdi>
          </p>
        )}
        <p className="font-semibold">
          {state.kind === "open" && <PriceRange event={event} />}
          {state.kind === "soon" && t("sale.opens", { date: words.moment(state.opensAt) })}
          {state.kind === "ended" && t("sale.ended")}
          {state.kind === "cancelled" && t("sale.cancelled")}
        </p>
      </div>
    </article>
  );
}
