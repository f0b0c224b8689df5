import { z } from "zod";
import type { OrderRow, TicketRow } from "@/db/queries/claims";
import type { ItemRow } from "@/db/queries/payments";
import { ticketCode } from "@/lib/tickets/sign";
import { orderKey } from "./order-id";

const time = z.iso.datetime();

/** One priced line of a hold or order; each amount is for one unit. */
export const itemView = z.object({
  ticketTypeId: z.uuid(),
  quantity: z.int().min(1),
  unitCents: z.int().min(0),
  feeCents: z.int().min(0),
  taxCents: z.int().min(0),
});

/** The seat that a unit is. */
export const seatView = z
  .object({ id: z.string(), section: z.string(), row: z.string(), number: z.union([z.int(), z.string()]) })
  .meta({ id: "SeatName" });

export const orderStatus = z.enum([
  "pending",
  "paid",
  "expired",
  "cancelled",
  "refunded",
  "partially_refunded",
  "payment_failed",
]);

const ticketView = z.object({
  id: z.uuid(),
  ticketTypeId: z.union([z.uuid(), z.literal("")]),
  unit: z.int().min(1),
  seat: seatView.optional(),
  attendeeName: z.string(),
  status: z.enum(["claimed", "valid", "checked_in", "void"]),
  code: z.string().nullable().describe("What its QR code says; null before the money is there and once it is void."),
});

/** An order as its buyer and its organizer are told of it. */
export const orderView = z
  .object({
    id: z.uuid(),
    key: z.string().describe("Opens the order for whoever shows it, without an account."),
    status: orderStatus,
    eventId: z.uuid(),
    buyer: z.object({ name: z.string(), email: z.string() }),
    items: z.array(itemView),
    totalCents: z.int().min(0),
    refundedCents: z.int().min(0),
    currency: z.string(),
    tickets: z.array(ticketView),
    paymentIntentId: z.string().optional(),
    createdAt: time,
    expiresAt: time.describe("Until when a pending order may be paid."),
    paidAt: time.optional().describe("Once the money is there."),
  })
  .meta({ id: "Order" });
export type OrderView = z.output<typeof orderView>;

const isShown = (ticket: TicketRow): ticket is TicketRow & { status: OrderView["tickets"][number]["status"] } =>
  ticket.status !== "blocked";

/** Outside an order is pending until its money is there, and while it is being closed. */
export function shownStatus({ status, capturedAt }: Pick<OrderRow, "status" | "capturedAt">): OrderView["status"] {
  return status === "closing" || (status === "paid" && capturedAt === null) ? "pending" : status;
}

/** The public shape of an order. A code is shown only once the money is there, and only while the ticket stands. */
export function viewOrder(order: OrderRow, items: ItemRow[], tickets: TicketRow[]): OrderView {
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
    tickets: tickets.filter(isShown).map(({ id, eventId, ticketTypeId, unit, seat, attendeeName, status }) => ({
      id,
      ticketTypeId: ticketTypeId ?? "",
      unit,
      ...(seat && { seat }),
      attendeeName,
      status,
      code: announced && status !== "void" && status !== "claimed" ? ticketCode({ id, eventId }) : null,
    })),
    createdAt: order.createdAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    ...(order.paymentIntentId && { paymentIntentId: order.paymentIntentId }),
    ...(announced && order.paidAt && { paidAt: order.paidAt.toISOString() }),
  };
}
