import type { EventRow, TypeRow } from "@/db/queries/events";
import { priceUnit } from "@/lib/orders/price";
import type { EventView, TicketTypeView } from "./event-view";

const iso = (time: Date | null) => time?.toISOString() ?? null;

function viewType({ type, places }: TypeRow, { event }: EventRow): TicketTypeView {
  const { unitCents, feeCents, taxCents } = priceUnit(type.priceCents, event);
  const { id, name, description, kind, category, priceCents, maxPerOrder, maxPerCustomer, visibility, paused } = type;
  return {
    ...{
      id,
      name,
      description,
      kind,
      category,
      priceCents,
      feeCents,
      taxCents,
      maxPerOrder,
      maxPerCustomer,
      visibility,
      paused,
    },
    totalCents: unitCents + feeCents + taxCents,
    capacity: Math.min(type.capacity ?? places, places),
    saleStartsAt: iso(type.saleStartsAt),
    saleEndsAt: iso(type.saleEndsAt),
  };
}

const cheapest = (types: TicketTypeView[]) =>
  types
    .filter(({ visibility }) => visibility === "public")
    .reduce<number | null>((least, { totalCents }) => Math.min(least ?? totalCents, totalCents), null);

/** The denormalised document of one event, from its rows. */
export function viewEvent(row: EventRow, types: TypeRow[]): EventView {
  const { id, slug, title, summary, description, category, posterPath, timezone, currency, status } = row.event;
  const ticketTypes = types.filter(({ type }) => type.eventId === id).map((each) => viewType(each, row));
  return {
    ...{ id, slug, title, summary, description, category, posterPath, timezone, currency, status, ticketTypes },
    seatingVersion: row.event.seatingPlanVersionId,
    startsAt: row.event.startsAt.toISOString(),
    endsAt: iso(row.event.endsAt),
    organizer: row.organizer,
    venue: row.venue,
    series: row.series,
    minPriceCents: cheapest(ticketTypes),
    fees: row.event.fees,
    taxes: row.event.taxes,
    hold: row.event.hold,
    waitingRoom: { mode: row.event.waitingRoom.mode, opensAt: row.event.waitingRoom.opensAt ?? null },
  };
}

/** The document as everyone may see it: what only a code opens is not named. */
export const publicView = (event: EventView): EventView => ({
  ...event,
  ticketTypes: event.ticketTypes.filter(({ visibility }) => visibility === "public"),
});
