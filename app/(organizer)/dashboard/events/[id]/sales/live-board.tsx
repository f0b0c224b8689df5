"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { formatMoney } from "@/lib/core/money";
import type { LiveSales } from "@/lib/events/live-sales";
import { SoldBar } from "../../sold-bar";
import { LatestOrders } from "./latest-orders";
import { MinuteChart } from "./minute-chart";
import { useLive, type Watched } from "./use-live";

type Place = {
  timezone: string;
  currency: string;
  /** Of all places: ticket types may share them. */
  capacity: number;
};
type Props = Place & { eventId: string; first: LiveSales | undefined };

const announcedEveryMs = 30_000;

/** Everything of one sale on one screen, each second. */
export function LiveBoard({ eventId, first, ...place }: Props) {
  const watched = useLive(eventId, first);
  const { sales, refused } = watched;
  if (!sales && refused) return <Refused why={refused} />;
  if (!sales) return <Skeleton className="h-96 w-full" />;
  return (
    <div className="flex flex-col gap-6">
      {refused && <Refused why={refused} />}
      <Pulse watched={watched} sales={sales} {...place} />
      <Numbers sales={sales} {...place} />
      <MinuteChart minutes={sales.minutes} timezone={place.timezone} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <ByType sales={sales} />
        <LatestOrders orders={sales.latest} {...place} />
      </div>
    </div>
  );
}

const totalOf = (sales: LiveSales, key: "sold" | "held") => sales.ticketTypes.reduce((sum, type) => sum + type[key], 0);

function Refused({ why }: { why: NonNullable<Watched["refused"]> }) {
  const t = useTranslations("sales.refused");
  return (
    <Notice tone="bad" role="alert">
      {t(why)}
    </Notice>
  );
}

/** Whether what is shown is live. The figures are read out twice a minute at most, and only when they changed. */
function Pulse({
  watched: { staleMs, isPaused, refused },
  sales,
  timezone,
  currency,
  capacity,
}: Place & { watched: Watched; sales: LiveSales }) {
  const t = useTranslations("sales");
  const format = useFormatter();
  const seconds = Math.round(staleMs / 1000);
  const at = format.dateTime(new Date(sales.asOf), { timeStyle: "medium", timeZone: timezone });
  const [sold, held] = [totalOf(sales, "sold"), totalOf(sales, "held")];
  const words = t("announce", {
    sold,
    held,
    available: Math.max(0, capacity - sold - held),
    revenue: formatMoney(sales.revenue.grossCents, currency),
  });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      {!refused && (
        <p className={`flex items-center gap-2 font-bold ${seconds > 0 ? "text-bad" : "text-good"}`}>
          <span aria-hidden="true" className="size-2.5 rounded-full bg-current motion-safe:animate-pulse" />
          {seconds > 0 ? t("stale", { seconds }) : isPaused ? t("paused") : t("live")}
        </p>
      )}
      <p className="text-muted tabular-nums">{t("asOf", { time: at })}</p>
      <Announced words={words} />
    </div>
  );
}

function Announced({ words }: { words: string }) {
  const [said, setSaid] = useState("");
  const latest = useRef(words);
  latest.current = words;
  useEffect(() => {
    const timer = setInterval(() => setSaid(latest.current), announcedEveryMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}

function Numbers({ sales, currency, capacity }: Place & { sales: LiveSales }) {
  const t = useTranslations("sales");
  const format = useFormatter();
  const { revenue, orders } = sales;
  const begun = orders.paid + orders.pending + orders.refunded + orders.expired;
  const paid = orders.paid + orders.refunded;
  const notes = [
    revenue.refundedCents > 0 && t("refunded", { amount: formatMoney(revenue.refundedCents, currency) }),
    revenue.feesCents > 0 && t("fees", { amount: formatMoney(revenue.feesCents, currency) }),
  ].filter(Boolean);
  const figures = [
    { label: t("sold"), value: format.number(totalOf(sales, "sold")), note: t("ofCapacity", { capacity }) },
    { label: t("held"), value: format.number(totalOf(sales, "held")) },
    { label: t("revenue"), value: formatMoney(revenue.grossCents, currency), note: notes.join(" · ") },
    {
      label: t("conversion"),
      value: begun > 0 ? format.number(paid / begun, { style: "percent", maximumFractionDigits: 1 }) : "–",
      note: begun > 0 ? t("conversionHint") : t("noOrders"),
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {figures.map(({ label, value, note }) => (
        <div key={label} className="flex flex-col gap-1 rounded-lg bg-surface p-4 shadow-lift">
          <dt className="font-semibold text-muted text-sm">{label}</dt>
          <dd className="flex flex-col gap-1">
            <span className="break-words font-extrabold text-xl tabular-nums">{value}</span>
            {note && <span className="text-muted text-xs">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ByType({ sales }: { sales: LiveSales }) {
  const t = useTranslations("sales");
  return (
    <Card title={t("byType")}>
      <ul className="flex flex-col gap-5">
        {sales.ticketTypes.map(({ id, name, sold, held, available, capacity }) => (
          <li key={id} className="flex flex-col gap-1">
            <p className="font-bold">{name}</p>
            <SoldBar
              sold={sold}
              held={held}
              capacity={capacity}
              text={`${t("sold")} ${sold} · ${t("held")} ${held} · ${t("available")} ${available}`}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
