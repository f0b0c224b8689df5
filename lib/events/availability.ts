import { z } from "zod";
import type { EventView } from "./event-view";

const typeStatus = z.enum(["available", "few", "sold_out", "not_on_sale", "paused"]);
export type TypeStatus = z.output<typeof typeStatus>;

/** What is left, as everyone is told. */
export const availabilityView = z
  .object({
    version: z.int().describe("Grows with every change of the stock."),
    soldOut: z.boolean(),
    ticketTypes: z.array(z.object({ id: z.uuid(), status: typeStatus, available: z.int().min(0) })),
    seats: z
      .object({ encoding: z.literal("2bit-base64"), data: z.string() })
      .optional()
      .describe(
        "Of an event with seats: two bits a seat in the order of GET seating, the first in the highest bits of the " +
          "first byte. 0 free, 1 held, 2 sold, 3 not for sale.",
      ),
  })
  .meta({ id: "Availability" });
export type Availability = z.output<typeof availabilityView>;

/** What the stock says of each ticket type, gathered by the caller. */
type Stock = {
  version: number;
  types: Record<string, { status: TypeStatus; available: number }>;
  seats?: Availability["seats"];
};

/** What is left of the ticket types everyone may know of. */
export function availabilityOf(event: EventView, { version, types, seats }: Stock): Availability {
  const ticketTypes = event.ticketTypes.flatMap(({ id }) => {
    const counts = types[id];
    return counts ? [{ id, status: counts.status, available: counts.available }] : [];
  });
  const soldOut = ticketTypes.length > 0 && ticketTypes.every(({ status }) => status === "sold_out");
  return { version, soldOut, ticketTypes, ...(seats && { seats }) };
}
