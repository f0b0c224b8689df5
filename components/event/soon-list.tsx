import { useTranslations } from "next-intl";
import { FanLink } from "@/components/site/fan-link";
import type { CardEvent } from "./event-card";
import { Poster } from "./poster";
import { saleState } from "./sale-state";
import { useEventWords } from "./use-event-words";

/** What is not on sale yet, by the moment it will be. */
export function SoonList({ events, now }: { events: CardEvent[]; now: Date }) {
  const opening = (event: CardEvent) => {
    const state = saleState(event, now);
    return state.kind === "soon" ? state.opensAt.getTime() : Number.POSITIVE_INFINITY;
  };
  return (
    <ul className="grid gap-4 md:grid-cols-3">
      {[...events]
        .sort((a, b) => opening(a) - opening(b))
        .map((event) => (
          <li key={event.slug}>
            <SoonCard event={event} now={now} />
          </li>
        ))}
    </ul>
  );
}

function SoonCard({ event, now }: { event: CardEvent; now: Date }) {
  const t = useTranslations("sale");
  const words = useEventWords(event);
  const state = saleState(event, now);
  const opensAt = state.kind === "soon" ? state.opensAt : undefined;
  return (
    <article className="relative flex h-full items-center gap-4 rounded-lg border border-line bg-surface p-3 hover:border-ink">
      <div className="w-20 shrink-0 overflow-hidden rounded-sm">
        <Poster title={event.title} posterPath={event.posterPath} />
      </div>
      <div className="flex min-w-0 flex-col gap-1 text-sm">
        {opensAt && <p className="font-bold text-accent-ink">{t("opens", { date: words.moment(opensAt) })}</p>}
        <h3 className="text-base leading-tight tracking-tight">
          <FanLink
            href={`/events/${event.slug}`}
            className="underline-offset-4 after:absolute after:inset-0 hover:underline"
          >
            <bdi>{event.title}</bdi>
          </FanLink>
        </h3>
        <p className="text-muted">
          {words.day(event.startsAt)}
          {event.venue && (
            <>
              {" · "}
              <bdi>{event.venue.city}</bdi>
            </>
          )}
        </p>
      </div>
    </article>
  );
}
