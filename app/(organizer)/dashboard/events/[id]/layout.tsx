import { useTranslations } from "next-intl";
import { useEventWords } from "@/components/event/use-event-words";
import { Badge } from "@/components/ui/badge";
import { mayDo } from "@/lib/auth/permissions";
import type { EventView } from "@/lib/events/event-view";
import { type Counts, eventState } from "../event-state";
import { capacityOf, type EventParams, ownEventOf } from "../own";
import { EventTabs } from "./event-tabs";

/** Which event this is, and the parts of its desk. */
export default async function EventLayout({ params, children }: EventParams & { children: React.ReactNode }) {
  const { event, pools, sold, role } = await ownEventOf((await params).id);
  const counts = { sold, capacity: capacityOf(pools) };
  return (
    <>
      <Head event={event} counts={counts} mayWrite={mayDo(role, "events:write")} />
      {children}
    </>
  );
}

type Shown = { event: EventView; counts: Counts; mayWrite: boolean };

function Head({ event, counts, mayWrite }: Shown) {
  const t = useTranslations("events");
  const words = useEventWords(event);
  const { state, tone } = eventState(event, new Date(), counts);
  const root = `/dashboard/events/${event.id}`;
  const tabs = [
    { href: root, text: t("overview") },
    ...(mayWrite ? [{ href: `${root}/edit`, text: t("details") }] : []),
    { href: `${root}/tickets`, text: t("tickets") },
    { href: `${root}/sales`, text: t("sales") },
    { href: `${root}/waiting-room`, text: t("waitingRoom") },
    { href: `${root}/preview`, text: t("preview") },
  ];
  return (
    <header className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <p className="flex flex-wrap items-center gap-3 text-muted text-sm">
          <Badge tone={tone}>{t(`states.${state}`)}</Badge>
          <span>
            <time dateTime={event.startsAt}>{words.moment(event.startsAt)}</time> {words.zone(event.startsAt)}
          </span>
          {event.venue && <bdi>{`${event.venue.name}, ${event.venue.city}`}</bdi>}
        </p>
        <h1 className="text-2xl">{event.title}</h1>
      </div>
      <EventTabs label={t("tabs")} tabs={tabs} />
    </header>
  );
}
