"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { formatMoney } from "@/lib/core/money";
import type { PaidOrder } from "@/lib/events/live-sales";

type Props = { orders: PaidOrder[]; timezone: string; currency: string };

/** The newest paid orders, the latest on top. */
export function LatestOrders({ orders, timezone, currency }: Props) {
  const t = useTranslations("sales");
  const format = useFormatter();
  return (
    <Card title={t("latest")}>
      {orders.length === 0 ? (
        <div className="flex flex-col gap-1">
          <p className="font-bold">{t("none")}</p>
          <p className="text-muted text-sm">{t("noneText")}</p>
        </div>
      ) : (
        <ol className="flex flex-col">
          {orders.map(({ id, buyerName, units, totalCents, paidAt }) => (
            <li key={id} className="flex items-baseline justify-between gap-4 border-line py-2.5 not-first:border-t">
              <div className="min-w-0">
                <Link
                  href={`/dashboard/orders/${id}`}
                  prefetch={false}
                  className="block truncate font-semibold underline-offset-4 hover:underline"
                >
                  {buyerName}
                </Link>
                <p className="text-muted text-sm">{t("ordersOf", { count: units })}</p>
              </div>
              <div className="shrink-0 text-end tabular-nums">
                <p className="font-bold">{formatMoney(totalCents, currency)}</p>
                <time dateTime={paidAt} className="text-muted text-sm">
                  {format.dateTime(new Date(paidAt), { timeStyle: "medium", timeZone: timezone })}
                </time>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
