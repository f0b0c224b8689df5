import { useTranslations } from "next-intl";
import type { BriefEvent } from "@/components/event/event-brief";
import { useEventWords } from "@/components/event/use-event-words";
import { QrCode } from "./qr-code";

export type StubTicket = {
  id: string;
  typeName: string;
  holder: string;
  unit: number;
  seat?: { section: string; row: string; number: number | string } | undefined;
  status: string;
  code: string | null;
};

type Props = { event: BriefEvent; ticket: StubTicket; number: number; count: number };

/** One ticket as it is shown at the door: what it is on one side of the tear, its code on the other. */
export function TicketStub({ event, ticket, number, count }: Props) {
  const t = useTranslations("order");
  const words = useEventWords(event);
  return (
    <article
      aria-labelledby={`ticket-${ticket.id}`}
      className={`grid break-inside-avoid overflow-hidden rounded-lg sm:grid-cols-[minmax(0,1fr)_15rem] ${ticket.status === "void" ? "border border-line bg-sunken text-muted" : "bg-surface shadow-lift"}`}
    >
      <div className="flex flex-col gap-4 p-6">
        <p className="font-semibold text-muted text-sm">{t("ticketOf", { number, count })}</p>
        <h3 id={`ticket-${ticket.id}`} className="text-xl">
          <bdi>{event.title}</bdi>
        </h3>
        <p className="font-semibold text-accent-ink">
          {words.longDay(event.startsAt)}, {words.time(event.startsAt)}
          {event.venue && (
            <span className={`block ${ticket.status === "void" ? "" : "text-ink"}`}>
              <bdi>
                {event.venue.name}, {event.venue.city}
              </bdi>
            </span>
          )}
        </p>
        <dl className="mt-auto grid grid-cols-[2fr_2fr_1fr] gap-4 text-sm">
          <Fact word={t("type")} value={ticket.typeName} />
          <Fact word={t("holder")} value={ticket.holder} />
          <Fact
            word=""
            value={
              ticket.seat
                ? t("seat", { ...ticket.seat, number: String(ticket.seat.number) })
                : t("place", { unit: ticket.unit })
            }
          />
        </dl>
      </div>
      <div className="relative grid place-items-center border-line border-dashed p-6 max-sm:border-t-2 sm:border-s-2">
        <Notch className="max-sm:hidden -start-3 -top-3" />
        <Notch className="max-sm:hidden -start-3 -bottom-3" />
        {ticket.code ? (
          <div className="flex w-full max-w-72 flex-col gap-2 text-center sm:max-w-56">
            <QrCode text={ticket.code} label={t("qr", { number })} />
            <p className="font-semibold text-sm">
              {ticket.status === "checked_in" ? t("status.checked_in") : t("showAtDoor")}
            </p>
          </div>
        ) : (
          <p className="font-bold text-bad">{ticket.status === "void" ? t("status.void") : t("status.claimed")}</p>
        )}
      </div>
    </article>
  );
}

const Notch = ({ className }: { className: string }) => (
  <span aria-hidden="true" className={`absolute size-6 rounded-full bg-paper ${className}`} />
);

function Fact({ word, value }: { word: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{word || "\u00a0"}</dt>
      <dd className="break-words font-bold">
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
