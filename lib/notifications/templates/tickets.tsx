import { formatMoney } from "@/lib/core/money";
import { seatWords, type TicketDocument } from "@/lib/tickets/document";
import { eventTime } from "@/lib/tickets/event-time";
import { locale, mailTexts } from "@/lib/tickets/texts";
import { EventHead } from "./event-head";
import { Facts } from "./facts";
import { Action, Layout, Small, Words } from "./layout";

type Props = { document: TicketDocument; link: string };

/** How many of each type, and which seats, in the order of the tickets. */
function linesOf({ tickets }: TicketDocument): string[] {
  const text = mailTexts();
  return [...new Set(tickets.map(({ typeName }) => typeName))].flatMap((type) => {
    const ofType = tickets.filter(({ typeName }) => typeName === type);
    const seats = ofType.flatMap(({ seat }) => (seat ? [text("tickets.seat", seatWords(seat))] : []));
    return [text("tickets.lines", { count: ofType.length, type }), ...seats];
  });
}

/** The confirmation. An order whose tickets were all returned meanwhile is confirmed too, without any. */
export function TicketsMail({ document, link }: Props) {
  const { event, order, tickets } = document;
  const text = mailTexts();
  const { day, time, zone } = eventTime(event);
  const count = tickets.length;
  const { name: venue = "", address = "", city = "" } = event.venue ?? {};
  const total = order.totalCents ? formatMoney(order.totalCents, order.currency, locale) : text("tickets.free");
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
          [text("tickets.list", { count }), linesOf(document)],
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
