import { useTranslations } from "next-intl";
import { FanLink } from "@/components/site/fan-link";
import { useClockTexts } from "./clock-texts";
import type { CardEvent } from "./event-card";
import { OpensIn } from "./opens-in";
import { Poster } from "./poster";
import { saleState } from "./sale-state";
import { useEventWords } from "./use-event-words";

/** The sale that opens next, with its clock. The whole band is one link, named by the title. */
export function NextSale({ event, now }: { event: CardEvent; now: Date }) {
  const t = useTranslations();
  const words = useEventWords(event);
  const texts = useClockTexts();
  const state = saleState(event, now);
  const opensAt = state.kind === "soon" ? state.opensAt : undefined;
  if (!opensAt) return null;
  return (
    <article className="group relative mt-10 grid items-center gap-6 overflow-hidden rounded-lg bg-accent p-5 text-on-accent shadow-lift sm:p-8 md:grid-cols-[auto_minmax(0,1fr)] md:gap-8 lg:grid-cols-[auto_minmax(0,1fr)_22rem]">
      <div className="w-36 lg:-my-8 -rotate-3 overflow-hidden rounded-md shadow-lift transition-transform duration-300 group-hover:rotate-0 max-md:hidden">
        <Poster title={event.title} posterPath={event.posterPath} />
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        <p className="font-bold text-sm">{t("home.next")}</p>
        <h2 className="text-2xl">
          <FanLink
            href={`/events/${event.slug}`}
            className="underline-offset-4 after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:rounded-lg focus-visible:after:outline-3 focus-visible:after:outline-ink focus-visible:after:-outline-offset-4"
          >
            <bdi>{event.title}</bdi>
          </FanLink>
        </h2>
        <p className="font-semibold">{t("sale.opens", { date: words.moment(opensAt) })}</p>
        <p className="text-sm">
          {words.day(event.startsAt)}
          {event.venue && (
            <>
              {" · "}
              <bdi>
                {event.venue.name}, {event.venue.city}
              </bdi>
            </>
          )}
        </p>
      </div>
      <div className="md:max-lg:col-span-2">
        <OpensIn opensAt={opensAt.toISOString()} openNow={t("event.openNow")} texts={texts} />
      </div>
    </article>
  );
}
