import { useTranslations } from "next-intl";
import { useFanPath } from "@/components/site/use-fan-path";
import { buttonClass } from "@/components/ui/button-class";
import { signInPath } from "@/lib/core/sign-in-path";
import type { Panel as Name } from "./panel";

type PanelProps = {
  name: Name;
  /** Where the browser says more in the title than the panel's name does. */
  fill?: string;
  children?: React.ReactNode;
};

/** One state of the room; which one is shown the browser decides. */
function Panel({ name, fill, children }: PanelProps) {
  const t = useTranslations("room");
  return (
    <section data-panel={name} hidden={name !== "joining"} aria-labelledby={`room-${name}`}>
      <div className="flex flex-col gap-6">
        <h2 id={`room-${name}`} data-fill={fill} className="text-xl">
          {t(`${name}.title`)}
        </h2>
        {children}
      </div>
    </section>
  );
}

function Text({ children }: { children: React.ReactNode }) {
  return <p className="max-w-[56ch] text-muted">{children}</p>;
}

/** A figure that the browser fills in. */
function Figure({ label, fill, large = false }: { label: string; fill: string; large?: boolean }) {
  return (
    <div className={`flex min-w-0 flex-col gap-1 ${large ? "col-span-2" : ""}`}>
      <dt className="font-semibold text-muted text-sm">{label}</dt>
      <dd
        data-fill={fill}
        className={`break-words font-extrabold tabular-nums [font-stretch:112%] ${large ? "text-3xl tracking-tight" : "text-xl"}`}
      >
        –
      </dd>
    </div>
  );
}

/** What shows that something goes on: a ring that breathes. */
function Breath() {
  return (
    <div aria-hidden="true" className="relative size-16">
      <span className="absolute inset-0 rounded-full bg-accent opacity-20 motion-safe:animate-ping motion-safe:[animation-duration:3s]" />
      <span className="absolute inset-4 rounded-full bg-accent" />
    </div>
  );
}

function Countdown() {
  const t = useTranslations("event");
  const room = useTranslations("room.lobby");
  const parts = [
    ["d", t("days")],
    ["h", t("hours")],
    ["m", t("minutes")],
    ["s", t("seconds")],
  ];
  return (
    <div className="flex flex-col gap-2" role="timer" aria-label={room("opens")}>
      <p className="font-semibold text-muted text-sm" aria-hidden="true">
        {room("opens")}
      </p>
      <div className="grid max-w-md grid-cols-4 gap-2 text-center">
        {parts.map(([fill, unit]) => (
          <p key={fill} className="min-w-0 rounded-md bg-sunken py-3">
            <span data-fill={fill} className="block font-extrabold text-xl tabular-nums [font-stretch:110%]">
              –
            </span>
            <span className="text-muted text-xs">{unit}</span>
          </p>
        ))}
      </div>
    </div>
  );
}

function Lobby() {
  const t = useTranslations("room.lobby");
  return (
    <Panel name="lobby">
      <Countdown />
      <div data-mode="draw" hidden>
        <Text>{t("draw")}</Text>
      </div>
      <div data-mode="line" hidden className="flex flex-col gap-4">
        <dl>
          <Figure label={t("number")} fill="number" />
        </dl>
        <Text>{t("line")}</Text>
      </div>
    </Panel>
  );
}

function Line() {
  const t = useTranslations("room.line");
  return (
    <Panel name="line" fill="standing">
      <dl className="grid grid-cols-2 gap-6">
        <Figure label={t("ahead")} fill="ahead" large />
        <Figure label={t("wait")} fill="wait" />
        <Figure label={t("place")} fill="place" />
      </dl>
      <div aria-hidden="true" className="h-3 overflow-hidden rounded-full bg-sunken">
        <div className="h-full w-full origin-left scale-x-(--share,0) rounded-full bg-accent transition-transform duration-1000 rtl:origin-right" />
      </div>
      <Text>{t("note")}</Text>
    </Panel>
  );
}

function Turn({ inPath }: { inPath: string }) {
  const t = useTranslations("room.turn");
  return (
    <Panel name="turn">
      <p className="flex flex-col gap-1">
        <span className="font-semibold text-muted text-sm">{t("left")}</span>
        <span data-fill="clock" className="font-extrabold text-3xl tabular-nums tracking-tight [font-stretch:112%]">
          –
        </span>
      </p>
      <div className="flex flex-wrap gap-3">
        <a href={inPath} data-way="" data-along="" className={`${buttonClass()} min-w-48`}>
          {t("enter")}
        </a>
        <button type="button" data-press="more" className={buttonClass("quiet")}>
          {t("more")}
        </button>
      </div>
      <Text>{t("text")}</Text>
    </Panel>
  );
}

/** What solves a challenge: this device's work, or a widget that comes with scripts of its own and may fail to. */
function Check() {
  const t = useTranslations("room.check");
  return (
    <>
      <div data-flag="work" hidden className="flex flex-col gap-6">
        <Breath />
        <Text>{t("text")}</Text>
      </div>
      <div data-flag="widget" hidden>
        <Text>{t("widget")}</Text>
      </div>
      <div data-check="" className="empty:hidden" />
      <div role="status" className="contents">
        <div
          data-flag="unsolved"
          hidden
          className="flex flex-col items-start gap-4 rounded-md border-bad border-s-4 bg-sunken px-4 py-3"
        >
          <p className="max-w-[56ch]">{t("unsolved")}</p>
          <button type="button" data-press="solve" className={buttonClass("quiet")}>
            {t("again")}
          </button>
        </div>
      </div>
    </>
  );
}

/** Every state a fan can be in, drawn once for all of them. */
export function Panels({ slug, inPath }: { slug: string; inPath: string }) {
  const t = useTranslations("room");
  const site = useTranslations("site");
  const path = useFanPath();
  return (
    <>
      <Panel name="joining">
        <Breath />
        <Text>{t("joining.text")}</Text>
      </Panel>
      <Panel name="check">
        <Check />
        <p className="max-w-[56ch] text-sm">
          {t("check.otherwise")}{" "}
          <a
            href={path(signInPath(path(`/waiting-room/${slug}?again=`)))}
            data-along=""
            className="font-bold underline decoration-2 decoration-mark underline-offset-4"
          >
            {t("check.signIn")}
          </a>
        </p>
      </Panel>
      <Lobby />
      <Panel name="drawing">
        <Breath />
        <Text>{t("drawing.text")}</Text>
      </Panel>
      <Line />
      <Panel name="called">
        <Breath />
        <Text>{t("called.text")}</Text>
      </Panel>
      <Turn inPath={inPath} />
      <Panel name="lapsed">
        <Text>{t("lapsed.text")}</Text>
        <button type="button" data-press="back" data-way="" className={`${buttonClass()} self-start`}>
          {t("lapsed.back")}
        </button>
      </Panel>
      <Panel name="soldOut">
        <Text>{t("soldOut.text")}</Text>
        <a href={path(`/events/${slug}`)} className={`${buttonClass("quiet")} self-start`}>
          {t("back")}
        </a>
      </Panel>
      <Panel name="gone">
        <Text>{t("gone.text")}</Text>
        <div data-flag="again" hidden className="flex flex-col items-start gap-4">
          <Text>{t("gone.again")}</Text>
          <button type="button" data-press="again" data-way="" className={buttonClass()}>
            {t("gone.join")}
          </button>
        </div>
        <div role="status" className="contents">
          <p data-flag="refused" hidden className="max-w-[56ch] rounded-md border-bad border-s-4 bg-sunken px-4 py-3">
            {t("gone.refused")}
          </p>
        </div>
        <a href={path("/account")} className={`${buttonClass("quiet")} self-start`}>
          {site("myTickets")}
        </a>
      </Panel>
      <Panel name="closed">
        <Text>{t("closed.text")}</Text>
      </Panel>
    </>
  );
}
