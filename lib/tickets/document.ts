import { capturedOrder } from "@/db/queries/tickets";
import { orderNumber } from "./order-number";
import { ticketCode } from "./sign";

export type TicketEvent = {
  id: string;
  slug: string;
  title: string;
  summary: string;
  category: string;
  startsAt: Date;
  endsAt: Date | null;
  timezone: string;
  status: "draft" | "published" | "cancelled";
  organizer: string;
  venue: {
    name: string;
    address: string;
    city: string;
    country: string;
    latitude: number | null;
    longitude: number | null;
  } | null;
};

export type Ticket = {
  id: string;
  typeName: string;
  holder: string;
  unit: number;
  seat?: { section: string; row: string; number: number | string };
  /** With fees and taxes: what was paid for this one. */
  priceCents: number;
  code: string;
};

/** Everything a ticket shows, as printed, mailed and put into calendars. */
export type TicketDocument = {
  order: {
    id: string;
    number: string;
    buyerName: string;
    buyerEmail: string;
    totalCents: number;
    refundedCents: number;
    currency: string;
    paidAt: Date;
  };
  event: TicketEvent;
  tickets: Ticket[];
};

/** A seat as texts name it: numbers without separators. */
export const seatWords = ({ section, row, number }: NonNullable<Ticket["seat"]>) => ({
  section,
  row,
  number: String(number),
});

type Row = Awaited<ReturnType<typeof capturedOrder>>[number];

function ticketOf({ order, event, ticket, type, price }: Row): Ticket[] {
  if (!ticket) return [];
  return [
    {
      id: ticket.id,
      typeName: type?.name ?? "",
      holder: ticket.attendeeName || order.buyerName,
      unit: ticket.unit,
      ...(ticket.seat && { seat: ticket.seat }),
      priceCents: price ? price.unitCents + price.feeCents + price.taxCents : 0,
      code: ticketCode({ id: ticket.id, eventId: event.id }),
    },
  ];
}

/** The order once its money is there, even if no ticket of it is good any more. */
export async function capturedDocument(orderId: string): Promise<TicketDocument | undefined> {
  const rows = await capturedOrder(orderId);
  const [first] = rows;
  if (!first?.order.paidAt) return undefined;
  const { order, event, organizer, venue } = first;
  return {
    order: { ...order, paidAt: first.order.paidAt, number: orderNumber(order.id) },
    event: { ...event, organizer: organizer.name, venue },
    tickets: rows.flatMap(ticketOf),
  };
}

/** What may be handed out as tickets: undefined before the money is there, and when none is left to hand out. */
export async function ticketDocument(orderId: string): Promise<TicketDocument | undefined> {
  const document = await capturedDocument(orderId);
  return document?.tickets.length ? document : undefined;
}
