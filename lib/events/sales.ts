import { capturedFees, ordersByStatus, soldByType } from "@/db/queries/sales";
import type { EventView } from "./event-view";

/** What the stock says of each ticket type; undefined for an event that is not loaded, such as a draft. */
type StockCounts = Record<string, { capacity: number; sold: number; held: number; available: number }> | undefined;

export type Sales = {
  ticketTypes: { id: string; name: string; capacity: number; sold: number; held: number; available: number }[];
  revenue: { currency: string; grossCents: number; refundedCents: number; feesCents: number };
  orders: { paid: number; pending: number; refunded: number; expired: number };
  waitingRoom: { waiting: number; called: number; active: number; admitted: number; ratePerMinute: number };
};

const groups = {
  paid: ["paid", "partially_refunded"],
  pending: ["pending", "closing"],
  refunded: ["refunded"],
  expired: ["expired", "payment_failed", "cancelled"],
} as const;

/** How an event sells this moment: units from the stock, money and orders from Postgres. */
export async function salesOf(event: EventView, stock: StockCounts): Promise<Sales> {
  const [rows, feesCents, sold] = await Promise.all([
    ordersByStatus(event.id),
    capturedFees(event.id),
    soldByType(event.id),
  ]);
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
    waitingRoom: { waiting: 0, called: 0, active: 0, admitted: 0, ratePerMinute: 0 },
  };
}
