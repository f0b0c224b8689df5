import { useTranslations } from "next-intl";
import type { PageEvent } from "@/components/event/event-page";
import { Poster } from "@/components/event/poster";
import { useEventWords } from "@/components/event/use-event-words";

/** Which event is waited for; without it the room alone is named. */
export function RoomHeading({ event }: { event: PageEvent | undefined }) {
  const t = useTranslations("room");
  if (!event) return <h1 className="text-2xl">{t("title")}</h1>;
  return (
    <header className="flex items-start gap-4">
      <div className="w-20 shrink-0 overflow-hidden rounded-md shadow-lift ring-1 ring-ink/10 sm:w-24 lg:hidden">
        <Poster title={event.title} posterPath={event.posterPath} priority small />
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-bold text-accent-ink text-sm">{t("title")}</p>
        <h1 className="text-xl lg:text-2xl">
          <bdi>{event.title}</bdi>
        </h1>
        <When event={event} />
      </div>
    </header>
  );
}

function When({ event }: { event: PageEvent }) {
  const words = useEventWords(event);
  return (
    <p className="text-muted text-sm lg:text-base">
      <time dateTime={event.startsAt}>{words.moment(event.startsAt)}</time> {words.zone(event.startsAt)}
      {event.venue && (
        <>
          {" · "}
          <bdi>
            {event.venue.name}, {event.venue.city}
          </bdi>
        </>
      )}
    </p>
  );
}
