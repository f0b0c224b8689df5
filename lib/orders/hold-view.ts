import { z } from "zod";
import type { Hold } from "@/lib/inventory/hold";
import { receiptOf } from "@/lib/inventory/receipt";
import { itemView, seatView } from "./order-view";
import { seatName } from "./seat-name";

const time = z.iso.datetime();

/** A hold as its fan is told of it. */
export const holdView = z
  .object({
    id: z.string(),
    eventId: z.uuid(),
    state: z.enum(["held", "paying"]).describe("A paying hold ends only with its order."),
    items: z.array(itemView),
    units: z.array(z.object({ ticketTypeId: z.uuid(), unit: z.int().min(1), seat: seatView.optional() })),
    totalCents: z.int().min(0),
    currency: z.string(),
    createdAt: time,
    expiresAt: time,
    extendable: z.boolean(),
    receipt: z.string().describe("Gets the same units back should the hold be lost: send it to reserve."),
  })
  .meta({ id: "Hold" });

/** The public shape of a hold, with the receipt that claims its units again should the store lose them. */
export const viewHold = (hold: Hold): z.output<typeof holdView> => ({
  id: hold.id,
  eventId: hold.eventId,
  state: hold.state,
  items: hold.items,
  units: hold.units.map(({ ticketTypeId, unit, seat }) => ({
    ticketTypeId,
    unit,
    ...(seat && { seat: seatName(seat) }),
  })),
  totalCents: hold.totalCents,
  currency: hold.currency,
  createdAt: hold.createdAt.toISOString(),
  expiresAt: hold.expiresAt.toISOString(),
  extendable: hold.extendable,
  receipt: receiptOf(hold),
});
