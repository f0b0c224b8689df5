import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { OrderParts } from "@/components/organizer/order-parts";
import { OrderSide } from "@/components/organizer/order-side";
import { OrderStatusBadge } from "@/components/organizer/order-status";
import { RefundDialog } from "@/components/organizer/refund-dialog";
import { ResendDialog } from "@/components/organizer/resend-dialog";
import { Timeline } from "@/components/organizer/timeline";
import { PageHead } from "@/components/ui/page-head";
import type { Member } from "@/lib/auth/membership";
import { mayDo } from "@/lib/auth/permissions";
import { uuid } from "@/lib/core/uuid";
import { type OrderDesk, orderDesk } from "@/lib/orders/order-desk";
import { readableEntries } from "@/lib/organizations/audit-log";
import { orderNumber } from "@/lib/tickets/order-number";
import { pageGuard } from "../../page-guard";
import { Words } from "../../words";
import { refundOrder, sendAgain } from "../actions";
import { happenings } from "./happenings";

type Props = { params: Promise<{ id: string }> };
const params = z.object({ id: uuid });

export async function generateMetadata({ params: given }: Props): Promise<Metadata> {
  const t = await getTranslations("orders");
  return { title: t("orderTitle", { number: orderNumber((await given).id) }) };
}

export default async function OrderPage({ params: given }: Props) {
  const parsed = params.safeParse(await given);
  const by = await pageGuard("orders:read", "/dashboard/orders");
  const found = parsed.success ? await orderDesk({ ...by, orderId: parsed.data.id }) : undefined;
  if (!found?.ok) notFound();
  const desk = found.value;
  const entries = await readableEntries(desk.changes);
  const { order, event, items, refunds, payment, ledger } = desk;
  const t = await getTranslations("orders");
  return (
    <>
      <PageHead
        title={t("orderTitle", { number: orderNumber(order.id) })}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <OrderStatusBadge status={order.status} />
            <span className="min-w-0 break-words">{event.title}</span>
          </span>
        }
      >
        <Words of={["orders", "refused"]}>
          <Doings desk={desk} by={by} />
        </Words>
      </PageHead>
      <div className="grid items-start gap-6 xl:grid-cols-[1fr_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <OrderParts order={order} items={items} tickets={desk.tickets} />
          <Timeline happenings={happenings(desk, entries)} timezone={event.timezone} currency={order.currency} />
        </div>
        <OrderSide order={order} payment={payment} refunds={refunds} ledger={ledger} timezone={event.timezone} />
      </div>
    </>
  );
}

async function Doings({ desk, by: { role, organizationId: here } }: { desk: OrderDesk; by: Member }) {
  const t = await getTranslations("orders");
  const { order, tickets, leftCents } = desk;
  const hasTickets = order.paidAt && order.status !== "refunded";
  const refundable = {
    ...{
      id: order.id,
      number: orderNumber(order.id),
      buyerName: order.buyer.name,
      currency: order.currency,
      leftCents,
    },
    tickets: tickets.map(({ id, name, unit, attendeeName, worthCents, refundable }) => ({
      ...{ id, worthCents, refundable },
      label: [name, t("unit", { unit }), attendeeName].filter(Boolean).join(" · "),
    })),
  };
  return (
    <>
      {hasTickets && mayDo(role, "orders:resend") && (
        <ResendDialog orderId={order.id} email={order.buyer.email} send={sendAgain.bind(null, here)} />
      )}
      {leftCents > 0 && mayDo(role, "refunds:write") && (
        <RefundDialog order={refundable} refund={refundOrder.bind(null, here)} />
      )}
    </>
  );
}
