"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useTransition } from "react";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { LiveSales } from "@/lib/events/live-sales";
import type { OwnEvent } from "@/lib/events/own-event";
import { useOutcome } from "../../use-outcome";
import { useLive } from "../sales/use-live";
import { saveRoom } from "./actions";
import { Ending } from "./ending";
import type { LaneFields } from "./lane-fields";
import { LanesForm } from "./lanes-form";
import { RoomForm } from "./room-form";

type Props = {
  eventId: string;
  slug: string;
  room: OwnEvent["room"];
  lanes: LaneFields[];
  /** When it opens, as a clock in the event's zone shows it; empty for at once. */
  opensAtLocal: string;
  timezone: string;
  isPublished: boolean;
  mayWrite: boolean;
  first: LiveSales | undefined;
};

/** One room on one screen: who waits, and everything that steers it. */
export function RoomDesk({ eventId, slug, room, lanes, opensAtLocal, timezone, isPublished, mayWrite, first }: Props) {
  const t = useTranslations("roomDesk");
  const isOn = room.mode !== "off";
  return (
    <div className="flex flex-col gap-6">
      <p className="max-w-[64ch] text-muted">{t("lead")}</p>
      {isOn && isPublished && <Figures eventId={eventId} first={first} paused={room.paused === true} />}
      {isOn && !isPublished && <Notice>{t("draft")}</Notice>}
      {isOn && isPublished && mayWrite && (
        <div className="flex flex-wrap items-center gap-3">
          <Pause eventId={eventId} paused={room.paused === true} />
          <Ending eventId={eventId} />
          <a href={`/waiting-room/${slug}`} className={buttonClass("plain")}>
            {t("see")}
          </a>
          <a href={`/waiting-room/${slug}/report`} className={buttonClass("plain")}>
            {t("report")}
          </a>
        </div>
      )}
      {mayWrite ? (
        <>
          <Card title={t("steer")}>
            <RoomForm eventId={eventId} room={room} opensAtLocal={opensAtLocal} timezone={timezone} />
          </Card>
          <Card title={t("lanes.title")}>
            <LanesForm eventId={eventId} lanes={lanes} timezone={timezone} />
          </Card>
        </>
      ) : (
        <Notice>{t("readOnly")}</Notice>
      )}
    </div>
  );
}

function Figures({ eventId, first, paused }: { eventId: string; first: LiveSales | undefined; paused: boolean }) {
  const t = useTranslations("roomDesk");
  const refusals = useTranslations("sales.refused");
  const format = useFormatter();
  const { sales, staleMs, refused } = useLive(eventId, first);
  const { lanes = [], waiting, called, active, admitted, ratePerMinute } = sales?.waitingRoom ?? {};
  const figures = [
    [t("waiting"), waiting],
    [t("called"), called],
    [t("active"), active],
    [t("admitted"), admitted],
    [t("rate"), ratePerMinute],
  ] as const;
  const seconds = Math.round(staleMs / 1000);
  return (
    <div className="flex flex-col gap-3">
      {refused && <Notice tone="bad">{refusals(refused)}</Notice>}
      <p>
        <Badge tone={paused || seconds > 0 ? "bad" : "good"}>
          {paused ? t("isPaused") : seconds > 0 ? t("stale", { seconds }) : t("live")}
        </Badge>
      </p>
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        {figures.map(([label, value]) => (
          <div key={label} className="flex flex-col gap-1 rounded-lg bg-surface p-4 shadow-lift">
            <dt className="font-semibold text-muted text-sm">{label}</dt>
            <dd className="font-extrabold text-xl tabular-nums">{value === undefined ? "–" : format.number(value)}</dd>
          </div>
        ))}
      </dl>
      {lanes.length > 0 && (
        <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm tabular-nums">
          {lanes.map(({ lane, joined, waiting: behind }) => (
            <li key={lane}>{t("lanes.counts", { lane: t(`lanes.names.${lane}`), joined, waiting: behind })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Pause({ eventId, paused }: { eventId: string; paused: boolean }) {
  const t = useTranslations("roomDesk");
  const outcomeOf = useOutcome();
  const [pending, start] = useTransition();
  const turn = () =>
    start(async () => {
      await outcomeOf(() => saveRoom({ eventId, patch: { paused: !paused } }), {
        done: t(paused ? "resumed" : "paused"),
      });
    });
  return (
    <button type="button" className={buttonClass(paused ? "primary" : "danger")} disabled={pending} onClick={turn}>
      {t(paused ? "resume" : "pause")}
    </button>
  );
}
