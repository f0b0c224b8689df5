import "server-only";
import { Document, renderToBuffer } from "@react-pdf/renderer";
import type { TicketDocument } from "./document";
import { eventTime } from "./event-time";
import { lettersFor } from "./fonts";
import { TicketPage } from "./page";
import { locale, pdfTexts } from "./texts";

const written = ({ event, order, tickets }: TicketDocument) => [
  event.title,
  event.organizer,
  ...Object.values(event.venue ?? {}).filter((part) => typeof part === "string"),
  order.currency,
  ...tickets.flatMap((ticket) => [ticket.holder, ticket.typeName]),
];

/** One ticket a page, ready to print. The same document gives the same pages. */
export async function ticketsPdf(document: TicketDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { event, order, tickets } = document;
  const text = pdfTexts();
  const letters = await lettersFor(written(document));
  const file = (
    <Document
      title={text("title", { count: tickets.length, event: event.title })}
      subject={text("subject", { event: event.title, day: eventTime(event).day, venue: event.venue?.name ?? "" })}
      author={event.organizer}
      creator="Holdfast"
      producer="Holdfast"
      language={locale}
      creationDate={order.paidAt}
    >
      {tickets.map((ticket, index) => (
        <TicketPage key={ticket.id} document={document} ticket={ticket} index={index} letters={letters} />
      ))}
    </Document>
  );
  return new Uint8Array(await renderToBuffer(file));
}
