import { formatMoney } from "@/lib/core/money";
import type { TicketDocument } from "@/lib/tickets/document";
import { eventTime } from "@/lib/tickets/event-time";
import { locale, mailTexts } from "@/lib/tickets/texts";
import { EventHead } from "./event-head";
import { Facts } from "./facts";
import { Action, Layout, Small, Words } from "./layout";

type Props = { document: TicketDocument; link: string };

/** How many of each type, in the order of the tickets. */
function countedByType({ tickets }: TicketDocument) {
  const counts = new Map<string, number>();
  for (const { typeName } of tickets) counts.set(typeName, (counts.get(typeName) ?? 0) + 1);
  return [...counts];
}

/** The confirmation. An order whose tickets were all returned meanwhile is confirmed too, without any. */
export function TicketsMail({ document, link }: Props) {
  const { event, order, tickets } = document;
  const text = mailTexts();
  const { day, time, zone } = eventTime(event);
  const count = tickets.length;
  const { name: venue = "", address = "", city = "" } = event.venue ?? {};
  const total = order.totalCents ? formatMoney(order.totalCents, order.currency, locale) : text("tickets.free");
  const lines = countedByType(document).map(([type, typeCount]) => text("tickets.lines", { count: typeCount, type }));
  return (
    <Layout
      preview={text("tickets.preview", { day, time, venue })}
      title={text(count ? "tickets.title" : "tickets.endedTitle")}
      head={<EventHead event={event} above={event.organizer} />}
      footer={text("why", { number: order.number })}
    >
      <Words>{text("greeting", { name: order.buyerName })}</Words>
      <Words>{count ? text("tickets.lead", { count }) : text("tickets.endedLead")}</Words>
      <Action href={link}>{text(count ? "tickets.open" : "refunded.open")}</Action>
      <Facts
        facts={[
          [text("tickets.when"), [day, text("zone", { time, zone })]],
          [text("tickets.where"), [...new Set([venue, address, city])]],
          [text("tickets.list", { count }), lines],
          [text("tickets.total"), [total]],
          [text("tickets.order"), [order.number]],
        ]}
      />
      {count > 0 && (
        <Small>
          {text("tickets.share")} {text("tickets.calendarNote")}
        </Small>
      )}
    </Layout>
  );
}
