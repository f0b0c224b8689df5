import { useTranslations } from "next-intl";
import { HoldSummary } from "@/components/checkout/hold-summary";
import { EventBrief } from "@/components/event/event-brief";
import { useEventWords } from "@/components/event/use-event-words";
import { OrderWatch } from "@/components/order/order-watch";
import { TicketStub } from "@/components/order/ticket-stub";
import { FanAnchor } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { formatMoney } from "@/lib/core/money";
import type { EventView } from "@/lib/events/event-view";
import type { OrderView } from "@/lib/orders/order-view";
import { orderNumber } from "@/lib/tickets/order-number";
import { writeWanted } from "../../wanted-tickets";

type Props = { order: OrderView; event: EventView };

const withTickets = new Set<OrderView["status"]>(["paid", "partially_refunded", "refunded"]);

const nameOf = (event: EventView, ticketTypeId: string) =>
  event.ticketTypes.find(({ id }) => id === ticketTypeId)?.name ?? "";

/** The order as it stands: its tickets where there are any, and in every state what became of the money. */
export function Order({ order, event }: Props) {
  const t = useTranslations("order");
  const words = useEventWords(event);
  const items = order.items.map((item) => ({ ...item, name: nameOf(event, item.ticketTypeId) }));
  return (
    <div className="grid gap-8 pt-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-16 lg:pt-8">
      <div className="flex min-w-0 flex-col gap-8">
        <State order={order} event={event} />
        {withTickets.has(order.status) && <Tickets order={order} event={event} />}
      </div>
      <aside className="flex flex-col gap-6 lg:pt-2">
        <EventBrief event={event} />
        <section aria-labelledby="paid" className="flex flex-col gap-4">
          <h2 id="paid" className="text-lg">
            {order.paidAt ? t("summary") : t("number", { number: orderNumber(order.id) })}
          </h2>
          <HoldSummary items={items} totalCents={order.totalCents} currency={order.currency} />
          {order.refundedCents > 0 && (
            <p className="flex justify-between gap-4 text-sm">
              {t("refunded")} <strong>−{formatMoney(order.refundedCents, order.currency)}</strong>
            </p>
          )}
          <p className="break-words text-muted text-xs">
            {order.paidAt && `${t("number", { number: orderNumber(order.id) })}. `}
            {t("bought", { date: words.moment(order.createdAt), ...order.buyer })}
          </p>
        </section>
        <FanAnchor href={`/events/${event.slug}`} className={`${buttonClass("plain")} self-start`}>
          {t("seeEvent")}
        </FanAnchor>
      </aside>
    </div>
  );
}

function State({ order, event }: Props) {
  const t = useTranslations("order");
  const amount = formatMoney(order.refundedCents, order.currency);
  switch (order.status) {
    case "paid":
    case "partially_refunded":
      return <Paid order={order} amount={amount} />;
    case "pending":
      return (
        <Ended title={t("pending.title")} text={t("pending.text")}>
          <OrderWatch />
        </Ended>
      );
    case "expired":
      return (
        <Ended title={t("expired.title")} text={t("expired.text")}>
          <FanAnchor href={`/events/${event.slug}/pick?tickets=${writeWanted(order.items)}`} className={buttonClass()}>
            {t("pick")}
          </FanAnchor>
        </Ended>
      );
    case "refunded":
      return <Ended title={t("refundedState.title")} text={t("refundedState.text", { amount })} />;
    case "cancelled":
      return <Ended title={t("cancelled.title")} text={t("cancelled.text")} />;
    case "payment_failed":
      return <Ended title={t("payment_failed.title")} text={t("payment_failed.text")} />;
  }
}

function Ended({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <div role="status" className="flex max-w-2xl flex-col items-start gap-4">
      <h1 className="text-2xl">{title}</h1>
      <p className="text-lg text-muted">{text}</p>
      {children}
    </div>
  );
}

function Paid({ order, amount }: { order: OrderView; amount: string }) {
  const t = useTranslations("order");
  const file = (name: string) => `/api/v1/orders/${order.id}/${name}?key=${order.key}`;
  return (
    <div className="flex flex-col items-start gap-4">
      <h1 className="font-black text-3xl">{t("paidTitle")}</h1>
      <p className="max-w-[52ch] text-lg text-muted">{t("sentTo", { email: order.buyer.email })}</p>
      {order.refundedCents > 0 && <Notice>{t("partial", { amount })}</Notice>}
      <div className="flex flex-wrap gap-3">
        <a href={file("tickets.pdf")} download className={buttonClass()}>
          {t("pdf")}
        </a>
        <a href={file("calendar.ics")} download className={buttonClass("quiet")}>
          {t("calendar")}
        </a>
      </div>
    </div>
  );
}

function Tickets({ order, event }: Props) {
  const t = useTranslations("order");
  return (
    <section aria-labelledby="tickets" className="flex flex-col gap-4">
      <h2 id="tickets" className="text-xl">
        {t("tickets")}
      </h2>
      <ol className="flex flex-col gap-6">
        {order.tickets.map((ticket, index) => (
          <li key={ticket.id}>
            <TicketStub
              event={event}
              ticket={{
                ...ticket,
                typeName: nameOf(event, ticket.ticketTypeId),
                holder: ticket.attendeeName || order.buyer.name,
              }}
              number={index + 1}
              count={order.tickets.length}
            />
          </li>
        ))}
      </ol>
      <p className="text-muted text-sm">{t("guest")}</p>
    </section>
  );
}
