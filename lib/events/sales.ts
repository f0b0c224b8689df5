import { z } from "zod";
import { capturedFees, ordersByStatus, soldByType } from "@/db/queries/sales";
import { laneNames } from "@/db/schema/events";
import type { EventView } from "./event-view";

/** What the stock says of each ticket type; undefined for an event that is not loaded, such as a draft. */
export type StockCounts =
  | Record<string, { capacity: number; sold: number; held: number; available: number }>
  | undefined;

const count = z.int().min(0);

/** How its waiting room goes; undefined where none is on. */
export type RoomCounts = Sales["waitingRoom"] | undefined;

/** How an event sells, as its organizer is told. */
export const salesView = z
  .object({
    ticketTypes: z.array(
      z.object({ id: z.uuid(), name: z.string(), capacity: count, sold: count, held: count, available: z.int() }),
    ),
    revenue: z.object({ currency: z.string(), grossCents: count, refundedCents: count, feesCents: count }),
    orders: z.object({ paid: count, pending: count, refunded: count, expired: count }),
    waitingRoom: z.object({
      ...{ waiting: count, called: count, active: count, admitted: count, ratePerMinute: count },
      lanes: z.array(z.object({ lane: z.enum(laneNames), joined: count, waiting: count })),
    }),
  })
  .meta({ id: "Sales" });
export type Sales = z.output<typeof salesView>;

const groups = {
  paid: ["paid", "partially_refunded"],
  pending: ["pending", "closing"],
  refunded: ["refunded"],
  expired: ["expired", "payment_failed", "cancelled"],
} as const;

/** Money, orders and sold units of an event as Postgres has them. */
export async function salesTotals(eventId: string) {
  const [rows, feesCents, sold] = await Promise.all([
    ordersByStatus(eventId),
    capturedFees(eventId),
    soldByType(eventId),
  ]);
  return { rows, feesCents, sold };
}
export type SalesTotals = Awaited<ReturnType<typeof salesTotals>>;

/** Units from the stock, money and orders from Postgres. */
export function salesFrom(
  event: EventView,
  { rows, feesCents, sold }: SalesTotals,
  stock: StockCounts,
  room?: RoomCounts,
): Sales {
  const total = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
  const ordersIn = (group: keyof typeof groups) =>
    total(({ status, orders }) => (groups[group].some((each) => each === status) ? orders : 0));
  const unsold = (id: string, capacity: number) => {
    const units = sold.find(({ ticketTypeId }) => ticketTypeId === id)?.units ?? 0;
    return { capacity, sold: units, held: 0, available: capacity - units };
  };
  return {
    ticketTypes: event.ticketTypes.map(({ id, name, capacity }) => {
      const { sold, held, available, ...counted } = stock?.[id] ?? unsold(id, capacity);
      return { id, name, capacity: counted.capacity, sold, held, available };
    }),
    revenue: {
      currency: event.currency,
      grossCents: total(({ grossCents }) => grossCents),
      refundedCents: total(({ refundedCents }) => refundedCents ?? 0),
      feesCents,
    },
    orders: {
      paid: ordersIn("paid"),
      pending: ordersIn("pending"),
      refunded: ordersIn("refunded"),
      expired: ordersIn("expired"),
    },
    waitingRoom: room ?? { waiting: 0, called: 0, active: 0, admitted: 0, ratePerMinute: 0, lanes: [] },
  };
}

/** How an event sells this moment. */
export const salesOf = async (event: EventView, stock: StockCounts, room?: RoomCounts): Promise<Sales> =>
  salesFrom(event, await salesTotals(event.id), stock, room);
