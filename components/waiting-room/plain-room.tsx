import { useFormatter, useTranslations } from "next-intl";
import { accentStyle } from "@/components/event/accent-style";
import type { PageEvent } from "@/components/event/event-page";
import { useFanPath } from "@/components/site/use-fan-path";
import { buttonClass } from "@/components/ui/button-class";
import { Fold } from "@/components/ui/fold";
import { Notice } from "@/components/ui/notice";
import { takeAlong } from "@/lib/core/pick-query";
import { signInPath } from "@/lib/core/sign-in-path";
import type { Lane } from "@/lib/waiting-room/lane-view";
import type { StateDocument } from "@/lib/waiting-room/state-document";
import { CodeField } from "./code-field";
import { codeOf } from "./code-of";
import { mayEnterCode, type Panel, panelOf } from "./panel";
import { RoomHeading } from "./room-heading";

type Props = {
  slug: string;
  /** What the fan had chosen before, as pickQuery gives it. */
  chosen: string;
  event: PageEvent | undefined;
  /** Of the fan who looks, once they have joined. */
  ticket: string | undefined;
  state: StateDocument | undefined;
  standing: { place: number | undefined; ahead: number | undefined } | undefined;
  /** No room stands before the event. */
  isOpen: boolean;
  failed: boolean;
  /** They asked to go in, and somebody is before them yet. */
  asked: boolean;
  ended: boolean;
  /** They asked for another turn, and get none. */
  refused: boolean;
  /** They asked to join, and would have to solve a challenge, which takes scripts. */
  challenged: boolean;
  /** The line of the ticket. */
  lane: Lane;
  /** One that the address brought, and whether one opened nothing. */
  code: string | undefined;
  isCodeRefused: boolean;
  join: (form: FormData) => Promise<void>;
  joinAgain: () => Promise<void>;
  enter: (form: FormData) => Promise<void>;
};

function panelFor({ state, ticket, standing, ended }: Props): Panel {
  const panel = panelOf(
    { room: state, least: standing?.ahead, until: undefined, ended: ended ? "gone" : undefined },
    Date.now(),
  );
  return ticket || panel !== "line" ? panel : "joining";
}

/** A waiting room whose every step is a form: it works in a browser that runs no scripts. */
export function PlainRoom(props: Props) {
  const { slug, chosen, event, ticket, state, standing, isOpen, failed, join, enter } = props;
  const t = useTranslations("room");
  const path = useFanPath();
  const panel = panelFor(props);
  const mayJoin = !ticket && (panel === "joining" || panel === "lobby" || panel === "called") && !isOpen;
  return (
    <div style={accentStyle(event?.organizer.accent ?? null)} className="flex max-w-2xl flex-col gap-6 pt-4 lg:pt-8">
      <RoomHeading event={event} />
      {failed && <Notice tone="bad">{t("plain.failed")}</Notice>}
      {state?.paused && <Notice>{t("paused")}</Notice>}
      {state?.allHeld && !state.soldOut && <Notice>{t("allHeld")}</Notice>}
      {props.lane && (
        <Notice>
          {t("lanes.own")} <strong>{t(`lanes.${props.lane}`)}</strong>
        </Notice>
      )}
      <section className="flex flex-col gap-6 rounded-lg border-accent border-t-4 bg-surface p-5 shadow-lift sm:p-8">
        {isOpen ? (
          <a href={path(`/events/${slug}/pick${chosen}`)} className={`${buttonClass()} self-start`}>
            {t("turn.enter")}
          </a>
        ) : mayJoin && props.challenged ? (
          <Check slug={slug} chosen={chosen} />
        ) : mayJoin ? (
          <form action={join} className="flex flex-col items-start gap-4">
            <p className="text-muted">{t("text")}</p>
            <button type="submit" className={buttonClass()}>
              {t("plain.join")}
            </button>
          </form>
        ) : (
          <>
            <h2 className="text-xl">
              {panel === "line" && standing?.ahead === 1 ? t("line.next") : t(`${panel}.title`)}
            </h2>
            {panel === "line" && <Standing place={standing?.place} ahead={standing?.ahead} />}
            {panel === "called" && ticket && (
              <form action={enter} className="flex flex-col items-start gap-4">
                <p className="text-muted">{props.asked ? t("called.text") : t("turn.text")}</p>
                <input type="hidden" name="ticket" value={ticket} />
                <button type="submit" className={buttonClass()}>
                  {t("plain.enter")}
                </button>
              </form>
            )}
            {(panel === "soldOut" || panel === "gone" || panel === "closed" || panel === "drawing") && (
              <p className="text-muted">{t(`${panel}.text`)}</p>
            )}
            {panel === "gone" && <Again {...props} />}
            {panel === "lobby" && (
              <p className="text-muted">{t(state?.mode === "draw" ? "lobby.draw" : "lobby.line")}</p>
            )}
          </>
        )}
      </section>
      {!isOpen && <Code {...props} panel={panel} />}
      <p className="text-muted text-sm">{t("plain.waitingNote")}</p>
      {ticket && (
        <p className="text-muted text-sm">
          {t("code")}{" "}
          <bdi dir="ltr" className="select-all font-mono text-ink">
            {codeOf(ticket)}
          </bdi>
        </p>
      )}
      <a href={path(`/waiting-room/${slug}${chosen}`)} className={`${buttonClass("plain")} self-start`}>
        {t("plain.scripts")}
      </a>
    </div>
  );
}

/** Another turn, for whose turn is over. */
function Again({ state, refused, joinAgain }: Props) {
  const t = useTranslations("room.gone");
  if (refused) return <Notice tone="bad">{t("refused")}</Notice>;
  if (state?.phase !== "line" || state.soldOut) return null;
  return (
    <form action={joinAgain} className="flex flex-col items-start gap-4">
      <p className="text-muted">{t("again")}</p>
      <button type="submit" className={buttonClass()}>
        {t("join")}
      </button>
    </form>
  );
}

/** A way into a line of one's own, whether or not one stands in everybody's. */
function Code({ lane, state, ticket, code, isCodeRefused, join, panel }: Props & { panel: Panel }) {
  const t = useTranslations("room.lanes");
  const hasLanes = Object.keys(state?.lanes ?? {}).length > 0;
  if (lane || !hasLanes || !mayEnterCode(panel)) return null;
  return (
    <Fold title={t("have")} open={code !== undefined || isCodeRefused}>
      <form action={join} className="flex max-w-md flex-col gap-3 pb-4">
        {ticket && <input type="hidden" name="ticket" value={ticket} />}
        <CodeField code={code} error={isCodeRefused ? t("refused") : undefined} />
      </form>
    </Fold>
  );
}

/** Work takes scripts: without them an address that is theirs is proof enough. */
function Check({ slug, chosen }: { slug: string; chosen: string }) {
  const t = useTranslations("room.check");
  const path = useFanPath();
  const way = path(signInPath(path(`/waiting-room/${slug}/plain`)));
  return (
    <div role="status" className="flex flex-col items-start gap-4">
      <h2 className="text-xl">{t("title")}</h2>
      <p className="max-w-[56ch] text-muted">{t("plain")}</p>
      <a href={takeAlong(way, chosen)} className={buttonClass()}>
        {t("signIn")}
      </a>
      <a href={path(`/waiting-room/${slug}${chosen}`)} className={buttonClass("quiet")}>
        {t("withScripts")}
      </a>
    </div>
  );
}

function Standing({ place, ahead }: { place: number | undefined; ahead: number | undefined }) {
  const t = useTranslations("room.line");
  const format = useFormatter();
  const figures = [
    [t("ahead"), ahead === 1 ? t("nobody") : ahead],
    [t("place"), place],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-6">
      {figures.map(([label, value]) => (
        <div key={label} className="flex min-w-0 flex-col gap-1">
          <dt className="font-semibold text-muted text-sm">{label}</dt>
          <dd className="font-extrabold text-2xl tabular-nums">
            {typeof value === "number" ? format.number(value) : (value ?? "–")}
          </dd>
        </div>
      ))}
    </dl>
  );
}
