import { useLocale, useTranslations } from "next-intl";
import { accentStyle } from "@/components/event/accent-style";
import type { PageEvent } from "@/components/event/event-page";
import { Poster } from "@/components/event/poster";
import { useEventWords } from "@/components/event/use-event-words";
import { useFanPath } from "@/components/site/use-fan-path";
import { buttonClass } from "@/components/ui/button-class";
import { Fold } from "@/components/ui/fold";
import { signInPath } from "@/lib/core/sign-in-path";
import { CodeField } from "./code-field";
import { Panels } from "./panels";
import { RoomHeading } from "./room-heading";
import { Waiting } from "./waiting";
import type { Words } from "./words";

type Props = {
  slug: string;
  /** Undefined while it cannot be read: the page waits all the same. */
  event: PageEvent | undefined;
};

function useWords(): Words {
  const t = useTranslations("room");
  // The browser puts figures in: `t.raw` leaves their places open.
  return {
    locale: useLocale(),
    unknown: t("line.unknown"),
    soon: t("line.soon"),
    minutes: t.raw("line.minutes"),
    hours: t.raw("line.hours"),
    paused: t("line.paused"),
    updated: t.raw("updated"),
    ahead: t.raw("say.ahead"),
    inLine: t("line.title"),
    next: t("line.next"),
    nobody: t("line.nobody"),
    left: t.raw("left.count"),
    soldOut: t("left.soldOut"),
    extended: t("turn.extended"),
    lanes: { presale: t("lanes.presale"), accessible: t("lanes.accessible"), box_office: t("lanes.box_office") },
  };
}

/** A waiting page, of anybody: the browser shows which of its states a fan is in. */
export function RoomPage({ slug, event }: Props) {
  const t = useTranslations("room");
  const path = useFanPath();
  const inPath = path(`/events/${slug}/pick`);
  return (
    <div
      style={accentStyle(event?.organizer.accent ?? null)}
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-8 pt-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-16 lg:pt-8"
    >
      <div className="flex flex-col gap-6">
        <RoomHeading event={event} />
        <Waiting slug={slug} inPath={inPath} words={useWords()}>
          <div className="flex flex-col gap-4">
            <p role="status" aria-live="polite" data-say="" className="sr-only" />
            <div className="rounded-lg border-accent border-t-4 bg-surface p-5 shadow-lift sm:p-8">
              <Panels slug={slug} inPath={inPath} />
              <noscript>
                <a href={path(`/waiting-room/${slug}/plain`)} className={`${buttonClass()} mt-6`}>
                  {t("noScript")}
                </a>
              </noscript>
            </div>
            <Flags />
            <Code />
            {event && <Left event={event} />}
            <div className="text-muted text-sm">
              <p data-fill="updated" className="min-h-6 tabular-nums" />
              <p data-flag="code" hidden>
                {t("code")} <bdi dir="ltr" data-fill="code" className="select-all font-mono text-ink" />
              </p>
            </div>
          </div>
        </Waiting>
        <SignIn slug={slug} />
        <p className="max-w-[64ch] text-muted text-sm">{t("text")}</p>
        <a href={path(`/events/${slug}`)} className={`${buttonClass("plain")} self-start`}>
          {t("back")}
        </a>
      </div>
      {event && (
        <div className="overflow-hidden rounded-lg shadow-lift ring-1 ring-ink/10 max-lg:hidden">
          <Poster title={event.title} posterPath={event.posterPath} priority />
        </div>
      )}
    </div>
  );
}

const flag = "rounded-md border-s-4 bg-surface px-4 py-3";

/** A way into a line of one's own. */
function Code() {
  const t = useTranslations("room.lanes");
  return (
    <div data-flag="mayEnterCode" hidden>
      <Fold title={t("have")}>
        <form className="flex max-w-md flex-col gap-3 pb-4">
          <CodeField />
          <p role="status" className="font-semibold text-bad text-sm">
            <span data-flag="codeRefused" hidden>
              {t("refused")}
            </span>
          </p>
        </form>
      </Fold>
    </div>
  );
}

/** What is true besides, each shown while it is. */
function Flags() {
  const t = useTranslations("room");
  return (
    <div role="status" className="flex flex-col gap-3 empty:hidden">
      <p data-flag="lane" hidden className={`${flag} border-accent`}>
        {t("lanes.own")} <strong data-fill="lane" />
      </p>
      <div data-flag="message" hidden className={`${flag} border-mark`}>
        <p className="font-bold text-sm">{t("message")}</p>
        <p data-fill="message" dir="auto" className="whitespace-pre-line" />
      </div>
      <p data-flag="paused" hidden className={`${flag} border-edge`}>
        {t("paused")}
      </p>
      <p data-flag="allHeld" hidden className={`${flag} border-edge`}>
        {t("allHeld")}
      </p>
      <p data-flag="offline" hidden className={`${flag} border-bad`}>
        {t("offline")}
      </p>
      <p data-flag="busy" hidden className={`${flag} border-edge`}>
        {t("busy")}
      </p>
    </div>
  );
}

/** Each ticket type with its price, and what is left of it once the room has said so. */
function Left({ event }: { event: PageEvent }) {
  const t = useTranslations("room.left");
  const words = useEventWords(event);
  return (
    <section data-flag="left" aria-label={t("title")} className="flex flex-col gap-1 pt-2">
      <h2 className="font-bold text-base">{t("title")}</h2>
      <ul>
        {event.ticketTypes.map(({ id, name, totalCents }) => (
          <li key={id} className="flex items-baseline justify-between gap-4 border-line border-b py-2.5">
            <bdi className="min-w-0 font-semibold">{name}</bdi>
            <span className="flex shrink-0 items-baseline gap-4 tabular-nums">
              <span data-fill={`left-${id}`} className="text-muted text-sm" />
              <span className="font-bold">{words.price(totalCents)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SignIn({ slug }: { slug: string }) {
  const t = useTranslations("room");
  const path = useFanPath();
  const back = path(`/waiting-room/${slug}?again=`);
  return (
    <p className="text-sm">
      <a
        href={path(signInPath(back))}
        data-along=""
        className="font-bold underline decoration-2 decoration-mark underline-offset-4"
      >
        {t("signIn")}
      </a>{" "}
      <span className="text-muted">{t("signInNote")}</span>
    </p>
  );
}
