import "server-only";
import { calendarFile } from "@/lib/tickets/calendar";
import { capturedDocument, type TicketDocument } from "@/lib/tickets/document";
import { ticketsPdf } from "@/lib/tickets/pdf";
import { mailTexts } from "@/lib/tickets/texts";
import { orderLink } from "./links";
import type { Attachment, Mail } from "./mail";
import { rendered } from "./render";
import { sendOnce } from "./send-once";
import { TicketsMail } from "./templates/tickets";

async function attachmentsOf(document: TicketDocument): Promise<Attachment[]> {
  const name = `${document.event.slug}-${document.order.number}`;
  return [
    { filename: `${name}.pdf`, contentType: "application/pdf", content: await ticketsPdf(document) },
    {
      filename: `${name}.ics`,
      contentType: "text/calendar; charset=utf-8; method=PUBLISH",
      content: Buffer.from(calendarFile(document)),
    },
  ];
}

async function confirmation(orderId: string, cause: string): Promise<Mail | undefined> {
  const document = await capturedDocument(orderId);
  if (!document) return undefined;
  const { event, order, tickets } = document;
  return {
    to: order.buyerEmail,
    subject: mailTexts()("tickets.subject", { count: tickets.length, event: event.title }),
    messageId: `tickets.${cause}`,
    attachments: tickets.length ? await attachmentsOf(document) : [],
    ...(await rendered(TicketsMail({ document, link: orderLink(orderId) }))),
  };
}

/**
 * Confirms an order with its tickets, once the money is there; before that it does nothing. Safe to repeat.
 * Asked for once more by an organizer it is a mail of its own, with its own Message-ID: `resendId` is its cause.
 */
export function sendTickets(orderId: string, resendId?: string): Promise<void> {
  const cause = resendId ? `${orderId}.${resendId}` : orderId;
  return sendOnce("send-tickets", cause, () => confirmation(orderId, cause));
}
