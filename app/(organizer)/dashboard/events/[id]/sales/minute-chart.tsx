"use client";

import dynamic from "next/dynamic";
import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { SalesMinute } from "@/lib/events/live-sales";

const MinuteBars = dynamic(() => import("./minute-bars").then((loaded) => loaded.MinuteBars), {
  ssr: false,
  loading: () => <Skeleton className="h-56 w-full" />,
});

const recentMinutes = 5;
const sum = (minutes: SalesMinute[]) => minutes.reduce((total, { tickets }) => total + tickets, 0);

/** Tickets in each minute of the last hour, drawn, in one sentence, and as a table. */
export function MinuteChart({ minutes, timezone }: { minutes: SalesMinute[]; timezone: string }) {
  const t = useTranslations("sales");
  const format = useFormatter();
  const some = minutes.filter(({ orders }) => orders > 0).toReversed();
  const summary = t("summary", {
    tickets: sum(minutes),
    recent: sum(minutes.slice(-recentMinutes)),
    most: Math.max(0, ...minutes.map(({ tickets }) => tickets)),
  });
  return (
    <Card title={t("perMinute")}>
      <p className="text-muted text-sm">{summary}</p>
      <div role="img" aria-label={`${t("chart")}. ${summary}`}>
        <MinuteBars minutes={minutes} timezone={timezone} />
      </div>
      <details>
        <summary className="inline-flex min-h-11 items-center font-semibold text-sm underline decoration-line underline-offset-4 hover:decoration-ink">
          {t("table")}
        </summary>
        {some.length === 0 ? (
          <p className="text-muted text-sm">{t("quiet")}</p>
        ) : (
          <Table caption={t("chart")}>
            <thead>
              <tr>
                <Th>{t("minute")}</Th>
                <Th number>{t("tickets")}</Th>
                <Th number>{t("orders")}</Th>
              </tr>
            </thead>
            <tbody>
              {some.map(({ minuteMs, tickets, orders }) => (
                <Tr key={minuteMs}>
                  <Td>{format.dateTime(new Date(minuteMs), { timeStyle: "short", timeZone: timezone })}</Td>
                  <Td number>{tickets}</Td>
                  <Td number>{orders}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </details>
    </Card>
  );
}
