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
  })
  .meta({ id: "Availability" });
export type Availability = z.output<typeof availabilityView>;

/** What the stock says of each ticket type, gathered by the caller. */
type Stock = { version: number; types: Record<string, { status: TypeStatus; available: number }> };

/** What is left of the ticket types everyone may know of. */
export function availabilityOf(event: EventView, { version, types }: Stock): Availability {
  const ticketTypes = event.ticketTypes.flatMap(({ id }) => {
    const counts = types[id];
    return counts ? [{ id, status: counts.status, available: counts.available }] : [];
  });
  const soldOut = ticketTypes.length > 0 && ticketTypes.every(({ status }) => status === "sold_out");
  return { version, soldOut, ticketTypes };
}
