import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { EventBrief } from "@/components/event/event-brief";
import type { PageEvent } from "@/components/event/event-page";
import { saleState } from "@/components/event/sale-state";
import { PickForm } from "@/components/pick/pick-form";
import { usePickRows } from "@/components/pick/pick-rows";
import { FanLink } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { currentFan } from "@/lib/auth/visitor";
import { languageOf, pathIn } from "@/lib/core/languages";
import { readEvent } from "@/lib/events/read-event";
import { readHold } from "@/lib/inventory/read-hold";
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
  const fan = await currentFan();
  if (typeof holdId !== "string" || !fan) return undefined;
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
  const lines = hold?.items ?? readWanted(tickets);
  const wanted = Object.fromEntries(lines.map(({ ticketTypeId, quantity }) => [ticketTypeId, quantity]));
  const fields = { eventId: event.id, visit: randomUUID(), ...(hold && { holdId: hold.id }) };
  return <Pick event={event} wanted={wanted} fields={fields} changing={hold !== undefined} now={new Date()} />;
}

type PickProps = {
  event: PageEvent;
  wanted: Record<string, number>;
  fields: Record<string, string>;
  changing: boolean;
  now: Date;
};

function Pick({ event, wanted, fields, changing, now }: PickProps) {
  const t = useTranslations("pick");
  const price = useTranslations("price");
  const language = languageOf(useLocale());
  const rows = usePickRows(event, now);
  const minutes = Math.round(event.hold.ttlSeconds / 60);
  const texts = {
    total: t("total"),
    submit: changing ? t("save") : t("hold"),
    submitting: changing ? t("saving") : t("holding"),
    note: `${t("perHold", { count: event.hold.maxUnits })} ${changing ? t("changeNote") : t("note", { minutes })}`,
    free: price("free"),
  };
  return (
    <div className="grid gap-8 pt-4 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-16 lg:pt-8">
      <div className="flex flex-col gap-6">
        <h1 className="text-2xl">{changing ? t("change") : t("title")}</h1>
        <div className="lg:hidden">
          <EventBrief event={event} />
        </div>
        {saleState(event, now).kind === "open" ? (
          <PickForm
            slug={event.slug}
            currency={event.currency}
            {...{ rows, wanted, fields, texts }}
            action={holdTickets.bind(null, language)}
          />
        ) : (
          <Notice>{t("nothingOnSale")}</Notice>
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
