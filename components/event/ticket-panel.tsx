import { useTranslations } from "next-intl";
import { useFanPath } from "@/components/site/use-fan-path";
import { Notice } from "@/components/ui/notice";
import { useClockTexts } from "./clock-texts";
import type { PageEvent } from "./event-page";
import { Price } from "./price";
import { SaleDoor } from "./sale-door";
import { saleState } from "./sale-state";
import { TypeFacts } from "./type-facts";
import { useEventWords } from "./use-event-words";

export const ticketPanelId = "all-tickets";

/** Nothing of it costs anything. */
export const isFree = ({ ticketTypes }: PageEvent) => ticketTypes.every(({ totalCents }) => totalCents === 0);

/** Every ticket type with its whole price, what is left of it, and the door. */
export function TicketPanel({ event, now }: { event: PageEvent; now: Date }) {
  const t = useTranslations("event");
  return (
    <section
      id={ticketPanelId}
      aria-labelledby="tickets"
      className="flex flex-col gap-4 rounded-lg bg-surface p-4 shadow-lift sm:p-6"
    >
      <h2 id="tickets" className="text-xl">
        {t("tickets")}
      </h2>
      <ul className="flex flex-col">
        {event.ticketTypes.map((type) => (
          <li key={type.id} className="flex justify-between gap-4 border-line border-t py-4">
            <TypeFacts event={event} type={type} now={now} level="h3" />
            <Price amounts={type} currency={event.currency} />
          </li>
        ))}
      </ul>
      <Door event={event} now={now} />
      <p className="text-muted text-xs">
        {t("allInNote")} {t("holdNote", { minutes: Math.round(event.hold.ttlSeconds / 60) })}
      </p>
    </section>
  );
}

function Door({ event, now }: { event: PageEvent; now: Date }) {
  const t = useTranslations("event");
  const sale = useTranslations("sale");
  const words = useEventWords(event);
  const path = useFanPath();
  const clock = useClockTexts();
  const state = saleState(event, now);
  if (state.kind === "cancelled") return <Notice tone="bad">{t("cancelled")}</Notice>;
  if (state.kind === "over") return <Notice>{t("over")}</Notice>;
  if (state.kind === "ended") return <Notice>{sale("ended")}</Notice>;
  const opensAt = state.kind === "soon" ? state.opensAt : undefined;
  const date = opensAt && words.moment(opensAt);
  const texts = {
    get: isFree(event) ? t("getFree") : t("get"),
    opening: t("opening"),
    soldOut: t("soldOut"),
    soldOutNote: t("soldOutNote"),
    openNow: t("openNow"),
    ...clock,
  };
  return (
    <>
      {date && <p>{t("opensAt", { date })}</p>}
      <SaleDoor
        slug={event.slug}
        pickPath={path(`/events/${event.slug}/pick`)}
        opensAt={opensAt?.toISOString() ?? null}
        texts={texts}
      />
    </>
  );
}
