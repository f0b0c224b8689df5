import Link from "next/link";
import { useTranslations } from "next-intl";
import { Poster } from "@/components/event/poster";
import { useEventWords } from "@/components/event/use-event-words";
import { Badge } from "@/components/ui/badge";
import { formatMoney } from "@/lib/core/money";
import type { ManagedEvent } from "@/lib/events/list-managed";
import { eventState } from "./event-state";
import { SoldBar } from "./sold-bar";

/** Events with what they sold, one under the other; the whole row is one link. */
export function EventRows({ events, now }: { events: ManagedEvent[]; now: Date }) {
  return (
    <ul className="flex flex-col overflow-hidden rounded-lg bg-surface shadow-lift">
      {events.map((event) => (
        <EventRow key={event.id} event={event} now={now} />
      ))}
    </ul>
  );
}

function EventRow({ event, now }: { event: ManagedEvent; now: Date }) {
  const t = useTranslations("events");
  const words = useEventWords(event);
  const { state, tone } = eventState(event, now, event);
  return (
    <li className="relative grid grid-cols-[3.5rem_minmax(0,1fr)] items-center gap-x-4 gap-y-3 border-line p-4 not-first:border-t hover:bg-sunken sm:px-6 md:grid-cols-[3.5rem_minmax(0,1fr)_11rem_7rem]">
      <div className="overflow-hidden rounded-sm max-md:self-start">
        <Poster title={event.title} posterPath={event.posterPath} small />
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-2 text-muted text-sm">
          <Badge tone={tone}>{t(`states.${state}`)}</Badge>
          <time dateTime={event.startsAt}>{words.moment(event.startsAt)}</time>
        </p>
        <h2 className="text-base leading-tight tracking-tight">
          <Link
            href={`/dashboard/events/${event.id}`}
            className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-accent focus-visible:after:-outline-offset-3"
          >
            {event.title}
          </Link>
        </h2>
        <p className="truncate text-muted text-sm">
          {event.venue ? <bdi>{`${event.venue.name}, ${event.venue.city}`}</bdi> : t("nowhere")}
          {event.nextSaleAt && ` · ${t("next")}: ${words.moment(event.nextSaleAt)}`}
        </p>
      </div>
      <SoldBar
        className="max-md:col-start-2"
        text={t("soldOf", { sold: event.sold, capacity: event.capacity })}
        sold={event.sold}
        capacity={event.capacity}
      />
      <p className="text-end font-bold tabular-nums max-md:col-start-2 max-md:-mt-3 max-md:text-start">
        <span className="sr-only">{t("revenue")}: </span>
        {formatMoney(event.revenueCents, event.currency)}
      </p>
    </li>
  );
}
