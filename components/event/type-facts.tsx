import { useTranslations } from "next-intl";
import type { PageEvent, PageTicketType } from "./event-page";
import { LiveStatus } from "./live-status";
import { saleState, typeState } from "./sale-state";
import { useEventWords } from "./use-event-words";

type Props = { event: PageEvent; type: PageTicketType; now: Date; level: "h2" | "h3" };

/** What a ticket type is, until when, and whether any is left. */
export function TypeFacts({ event, type, now, level: Heading }: Props) {
  const t = useTranslations();
  const words = useEventWords(event);
  const texts = useStatusTexts();
  const state = typeState(type, now);
  const opensAt = type.saleStartsAt;
  const isGone = ["cancelled", "over"].includes(saleState(event, now).kind);
  const closed = state === "soon" && opensAt ? t("sale.opens", { date: words.moment(opensAt) }) : t("sale.ended");
  const fallback = state === "open" ? t("event.status.unknown") : closed;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Heading className="text-base leading-tight tracking-tight [font-stretch:104%]">
        <bdi>{type.name}</bdi>
      </Heading>
      {type.description && (
        <p className="text-muted text-sm">
          <bdi>{type.description}</bdi>
        </p>
      )}
      {type.saleEndsAt && state === "open" && !isGone && (
        <p className="text-muted text-xs">{t("sale.closes", { date: words.moment(type.saleEndsAt) })}</p>
      )}
      {isGone ? (
        <span className="font-bold text-muted text-sm">{t("event.status.not_on_sale")}</span>
      ) : (
        <LiveStatus slug={event.slug} ticketTypeId={type.id} texts={texts} fallback={fallback} />
      )}
    </div>
  );
}

function useStatusTexts() {
  const t = useTranslations("event.status");
  return {
    available: t("available"),
    few: t("few"),
    sold_out: t("sold_out"),
    not_on_sale: t("not_on_sale"),
    paused: t("paused"),
  };
}
