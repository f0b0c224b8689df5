import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { accentStyle } from "@/components/event/accent-style";
import { useClockTexts } from "@/components/event/clock-texts";
import { EventBrief } from "@/components/event/event-brief";
import type { PageEvent } from "@/components/event/event-page";
import { OpensIn } from "@/components/event/opens-in";
import { type SaleState, saleState } from "@/components/event/sale-state";
import { useEventWords } from "@/components/event/use-event-words";
import { PickForm } from "@/components/pick/pick-form";
import { usePickRows } from "@/components/pick/pick-rows";
import { type HeldSeat, useSeatSale } from "@/components/pick/seat-sale";
import { FanLink } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { languageOf, pathIn } from "@/lib/core/languages";
import { readEvent } from "@/lib/events/read-event";
import { readHold } from "@/lib/inventory/read-hold";
import { fanOfHold } from "../../../fan-of-hold";
import { PassKept } from "../../../pass-kept";
import { readWanted } from "../../../wanted-tickets";
import { holdTickets } from "./actions";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pick"))("title"), robots: { index: false } };
}

/** The hold this visit wants to change, if it is theirs and can be. */
async function heldBefore(holdId: string | string[] | undefined) {
  if (typeof holdId !== "string") return undefined;
  const fan = await fanOfHold(holdId);
  if (!fan) return undefined;
  const hold = await readHold({ holdId, fan });
  return hold.ok && hold.value.state === "held" ? hold.value : undefined;
}

export default async function PickPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const { hold: holdId, tickets } = await searchParams;
  const event = await readEvent(slug);
  if (!event) notFound();
  const hold = await heldBefore(holdId);
  if (holdId && !hold) redirect(pathIn(languageOf(await getLocale()), `/events/${slug}/pick`));
  // Seats held are changed one by one; what is left counts.
  const held = hold?.units.flatMap(({ ticketTypeId, seat }) => (seat ? [{ ...seat, ticketTypeId }] : [])) ?? [];
  const seated = new Set(held.map(({ ticketTypeId }) => ticketTypeId));
  const lines = hold ? hold.items.filter((item) => !seated.has(item.ticketTypeId)) : readWanted(tickets);
  const wanted = Object.fromEntries(lines.map(({ ticketTypeId, quantity }) => [ticketTypeId, quantity]));
  const fields = { eventId: event.id, visit: randomUUID(), ...(hold && { holdId: hold.id }) };
  return (
    <>
      <PassKept slug={slug} />
      <Pick {...{ event, wanted, fields, held }} changing={hold !== undefined} now={new Date()} />
    </>
  );
}

type PickProps = {
  event: PageEvent;
  wanted: Record<string, number>;
  fields: Record<string, string>;
  held: HeldSeat[];
  changing: boolean;
  now: Date;
};

function Pick({ event, wanted, fields, held, changing, now }: PickProps) {
  const t = useTranslations("pick");
  const price = useTranslations("price");
  const locale = useLocale();
  const state = saleState(event, now);
  const rows = usePickRows(event, now);
  const seats = useSeatSale(event, held, now);
  const minutes = Math.round(event.hold.ttlSeconds / 60);
  const texts = {
    total: t("total"),
    submit: changing ? t("save") : t("hold"),
    submitting: changing ? t("saving") : t("holding"),
    note: `${t("perHold", { count: event.hold.maxUnits })} ${changing ? t("changeNote") : t("note", { minutes })}`,
    free: price("free"),
    soldOut: t("soldOut"),
    soldOutNote: t("soldOutNote"),
  };
  const need = {
    title: t("accessible.title"),
    note: t("accessible.note"),
    label: t("accessible.label"),
    fewer: t("accessible.fewer"),
    more: t("accessible.more"),
  };
  return (
    <div
      style={accentStyle(event.organizer.accent)}
      className="grid grid-cols-[minmax(0,1fr)] gap-8 pt-4 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-16 lg:pt-8"
    >
      <div className="flex flex-col gap-6">
        <h1 className="text-2xl">{changing ? t("change") : t("title")}</h1>
        <div className="lg:hidden">
          <EventBrief event={event} />
        </div>
        {state.kind === "open" ? (
          <PickForm
            slug={event.slug}
            currency={event.currency}
            locale={locale}
            {...{ rows, wanted, fields, texts }}
            max={event.hold.maxUnits}
            seats={seats}
            need={event.seatingVersion ? need : undefined}
            action={holdTickets.bind(null, languageOf(locale))}
          />
        ) : (
          <NotOpen event={event} state={state} />
        )}
        <FanLink href={`/events/${event.slug}`} className={`${buttonClass("plain")} self-start`}>
          {t("back")}
        </FanLink>
      </div>
      <div className="max-lg:hidden">
        <EventBrief event={event} />
      </div>
    </div>
  );
}

/** Why nothing can be chosen, and the clock where that only needs time. */
function NotOpen({ event, state }: { event: PageEvent; state: SaleState }) {
  const t = useTranslations("event");
  const pick = useTranslations("pick");
  const words = useEventWords(event);
  const texts = useClockTexts();
  if (state.kind === "cancelled" || state.kind === "over") {
    return <Notice tone={state.kind === "cancelled" ? "bad" : "plain"}>{t(state.kind)}</Notice>;
  }
  if (state.kind !== "soon") return <Notice>{pick("nothingOnSale")}</Notice>;
  return (
    <div className="flex flex-col gap-4 rounded-lg bg-surface p-4 shadow-lift sm:p-6">
      <p className="font-bold">{t("opensAt", { date: words.moment(state.opensAt) })}</p>
      <OpensIn opensAt={state.opensAt.toISOString()} openNow={t("openNow")} texts={texts} />
    </div>
  );
}
