import type { Hold } from "@/lib/inventory/hold";
import { receiptOf } from "@/lib/inventory/receipt";

/** The public shape of a hold, with the receipt that claims its units again should the store lose them. */
export const holdView = (hold: Hold) => ({
  id: hold.id,
  eventId: hold.eventId,
  state: hold.state,
  items: hold.items,
  units: hold.units.map(({ ticketTypeId, unit }) => ({ ticketTypeId, unit })),
  totalCents: hold.totalCents,
  currency: hold.currency,
  createdAt: hold.createdAt.toISOString(),
  expiresAt: hold.expiresAt.toISOString(),
  extendable: hold.extendable,
  receipt: receiptOf(hold),
});
