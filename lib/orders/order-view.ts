import type { OrderRow, TicketRow } from "@/db/queries/claims";
import type { ItemRow } from "@/db/queries/payments";
import { ticketCode } from "@/lib/tickets/sign";
import { orderKey } from "./order-id";

export type OrderView = {
  id: string;
  key: string;
  status: Exclude<OrderRow["status"], "closing">;
  eventId: string;
  buyer: { name: string; email: string };
  items: { ticketTypeId: string; quantity: number; unitCents: number; feeCents: number; taxCents: number }[];
  totalCents: number;
  refundedCents: number;
  currency: string;
  tickets: {
    id: string;
    ticketTypeId: string;
    unit: number;
    attendeeName: string;
    status: string;
    code: string | null;
  }[];
  paymentIntentId: string | null;
  createdAt: string;
  expiresAt: string;
  paidAt: string | null;
};

const shownTickets = new Set(["claimed", "valid", "checked_in", "void"]);

/** Outside an order is pending until its money is there, and while it is being closed. */
export function shownStatus({ status, capturedAt }: Pick<OrderRow, "status" | "capturedAt">): OrderView["status"] {
  return status === "closing" || (status === "paid" && capturedAt === null) ? "pending" : status;
}

/** The public shape of an order. A code is shown only once the money is there, and only while the ticket stands. */
export function orderView(order: OrderRow, items: ItemRow[], tickets: TicketRow[]): OrderView {
  const announced = order.capturedAt !== null;
  return {
    id: order.id,
    key: orderKey(order.id),
    status: shownStatus(order),
    eventId: order.eventId,
    buyer: { name: order.buyerName, email: order.buyerEmail },
    items: items.map(({ orderId: _, ...item }) => item),
    totalCents: order.totalCents,
    refundedCents: order.refundedCents,
    currency: order.currency,
    tickets: tickets
      .filter((ticket) => shownTickets.has(ticket.status))
      .map(({ id, eventId, ticketTypeId, unit, attendeeName, status }) => ({
        id,
        ticketTypeId: ticketTypeId ?? "",
        unit,
        attendeeName,
        status,
        code: announced && status !== "void" && status !== "claimed" ? ticketCode({ id, eventId }) : null,
      })),
    paymentIntentId: order.paymentIntentId,
    createdAt: order.createdAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    paidAt: announced ? (order.paidAt?.toISOString() ?? null) : null,
  };
}
