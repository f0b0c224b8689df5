import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { formatMoney } from "@/lib/core/money";
import { type OrderStatus, OrderStatusBadge } from "./order-status";

export type OrderLine = {
  id: string;
  number: string;
  status: OrderStatus;
  buyer: { name: string; email: string };
  units: number;
  totalCents: number;
  refundedCents: number;
  currency: string;
  createdAt: string;
  event: { title: string; timezone: string };
};

/** Orders as a table, and on a phone as cards. */
export function OrderRows({ orders }: { orders: OrderLine[] }) {
  const t = useTranslations("orders");
  return (
    <>
      <ul className="flex flex-col gap-3 md:hidden">
        {orders.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </ul>
      <div className="rounded-lg bg-surface p-4 shadow-lift max-md:hidden sm:p-6">
        <Table caption={t("caption")}>
          <thead>
            <tr>
              <Th>{t("number")}</Th>
              <Th>{t("buyer")}</Th>
              <Th>{t("event")}</Th>
              <Th number>{t("tickets")}</Th>
              <Th number>{t("total")}</Th>
              <Th>{t("status")}</Th>
              <Th>{t("when")}</Th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <OrderRow key={order.id} order={order} />
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

function useWords({ createdAt, event, totalCents, refundedCents, currency }: OrderLine) {
  const t = useTranslations("orders");
  const format = useFormatter();
  const money = (cents: number) => formatMoney(cents, currency, "en-GB");
  return {
    when: format.dateTime(new Date(createdAt), { dateStyle: "medium", timeStyle: "short", timeZone: event.timezone }),
    total: totalCents === 0 ? t("free") : money(totalCents),
    refunded: refundedCents > 0 ? t("refundedOf", { amount: money(refundedCents) }) : undefined,
  };
}

const linkClass = "font-bold underline decoration-line underline-offset-4 hover:decoration-ink";

function OrderRow({ order }: { order: OrderLine }) {
  const { when, total, refunded } = useWords(order);
  return (
    <Tr className="border-line border-t hover:bg-sunken/60">
      <Td>
        <Link href={`/dashboard/orders/${order.id}`} prefetch={false} className={`${linkClass} font-mono`}>
          {order.number}
        </Link>
      </Td>
      <Td className="max-w-56">
        <span className="block truncate font-semibold">{order.buyer.name}</span>
        <span className="block truncate text-muted text-xs">{order.buyer.email}</span>
      </Td>
      <Td className="max-w-48">
        <span className="block truncate">{order.event.title}</span>
      </Td>
      <Td number>{order.units}</Td>
      <Td number className="whitespace-nowrap">
        <span className="block font-semibold">{total}</span>
        {refunded && <span className="block text-muted text-xs">{refunded}</span>}
      </Td>
      <Td>
        <OrderStatusBadge status={order.status} />
      </Td>
      <Td className="whitespace-nowrap text-muted">{when}</Td>
    </Tr>
  );
}

function OrderCard({ order }: { order: OrderLine }) {
  const t = useTranslations("orders");
  const { when, total, refunded } = useWords(order);
  return (
    <li className="relative flex flex-col gap-2 rounded-lg bg-surface p-4 text-sm shadow-lift">
      <div className="flex items-start justify-between gap-3">
        <Link
          href={`/dashboard/orders/${order.id}`}
          prefetch={false}
          className="min-w-0 break-words font-bold text-base after:absolute after:inset-0"
        >
          {order.buyer.name}
        </Link>
        <OrderStatusBadge status={order.status} />
      </div>
      <p className="break-words text-muted">{order.buyer.email}</p>
      <p className="break-words">{order.event.title}</p>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 tabular-nums">
        <span className="text-muted">
          <span className="font-mono">{order.number}</span> · {t("ticketCount", { count: order.units })} · {when}
        </span>
        <span className="font-semibold">
          {total}
          {refunded && <span className="font-normal text-muted"> ({refunded})</span>}
        </span>
      </div>
    </li>
  );
}
