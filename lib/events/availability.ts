import type { EventView } from "./event-view";

export type TypeStatus = "available" | "few" | "sold_out" | "not_on_sale" | "paused";
/** What the stock says of each ticket type, gathered by the caller. */
type Stock = { version: number; types: Record<string, { status: TypeStatus; available: number }> };

export type Availability = {
  version: number;
  soldOut: boolean;
  ticketTypes: { id: string; status: TypeStatus; available: number }[];
};

/** What is left of the ticket types everyone may know of. */
export function availabilityOf(event: EventView, { version, types }: Stock): Availability {
  const ticketTypes = event.ticketTypes.flatMap(({ id }) => {
    const counts = types[id];
    return counts ? [{ id, status: counts.status, available: counts.available }] : [];
  });
  const soldOut = ticketTypes.length > 0 && ticketTypes.every(({ status }) => status === "sold_out");
  return { version, soldOut, ticketTypes };
}
