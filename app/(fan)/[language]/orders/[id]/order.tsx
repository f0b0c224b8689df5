import { useTranslations } from "next-intl";
import { HoldSummary } from "@/components/checkout/hold-summary";
import { accentStyle } from "@/components/event/accent-style";
import { EventBrief } from "@/components/event/event-brief";
import { useEventWords } from "@/components/event/use-event-words";
import { TicketStub } from "@/components/order/ticket-stub";
import { FanAnchor } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { isolated } from "@/lib/core/isolated";
import type { EventView } from "@/lib/events/event-view";
import type { OrderView } from "@/lib/orders/order-view";
import { orderNumber } from "@/lib/tickets/order-number";
import { OrderState } from "./order-state";

type Props = { order: OrderView; event: EventView; resendId: string };

const withTickets = new Set<OrderView["status"]>(["paid", "partially_refunded", "refunded"]);

const nameOf = (event: EventView, ticketTypeId: string) =>
  event.ticketTypes.find(({ id }) => id === ticketTypeId)?.name ?? "";

/** The order as it stands: its tickets where there are any, and in every state what became of the money. */
export function Order({ order, event, resendId }: Props) {
  return (
    <div
      style={accentStyle(event.organizer.accent)}
      className="grid gap-8 pt-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-16 lg:pt-8"
    >
      <div className="flex min-w-0 flex-col gap-8">
        <OrderState order={order} event={event} resendId={resendId} />
        {withTickets.has(order.status) && <Tickets order={order} event={event} />}
      </div>
      <Summary order={order} event={event} />
    </div>
  );
}

function Summary({ order, event }: Omit<Props, "resendId">) {
  const t = useTranslations("order");
  const words = useEventWords(event);
  const number = t("number", { number: isolated(orderNumber(order.id)) });
  const { name, email } = order.buyer;
  return (
    <aside className="flex min-w-0 flex-col gap-6 lg:pt-2">
      <EventBrief event={event} />
      <section aria-labelledby="paid" className="flex flex-col gap-4">
        <h2 id="paid" className="text-lg">
          {order.paidAt ? t("summary") : number}
        </h2>
        <HoldSummary
          items={order.items.map((item) => ({ ...item, name: nameOf(event, item.ticketTypeId) }))}
          totalCents={order.totalCents}
          currency={order.currency}
        />
        {order.refundedCents > 0 && (
          <dl className="flex flex-col gap-2 text-sm tabular-nums">
            <div className="flex justify-between gap-4 text-good">
              <dt>{t("refunded")}</dt>
              <dd className="font-bold">{words.money(-order.refundedCents)}</dd>
            </div>
            <div className="flex justify-between gap-4">
              <dt>{t("kept")}</dt>
              <dd className="font-bold">{words.money(order.totalCents - order.refundedCents)}</dd>
            </div>
          </dl>
        )}
        <p className="break-words text-muted text-xs">
          {order.paidAt && `${number}. `}
          {t("bought", { date: words.moment(order.createdAt), name: isolated(name), email: isolated(email) })}
        </p>
      </section>
      <FanAnchor href={`/events/${event.slug}`} className={`${buttonClass("plain")} self-start`}>
        {t("seeEvent")}
      </FanAnchor>
    </aside>
  );
}

function Tickets({ order, event }: Omit<Props, "resendId">) {
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
