import { localOf } from "@/lib/core/local-time";
import { writeMoney } from "@/lib/core/money";
import type { EventFormFields } from "./event-form";
import type { EventView, TicketTypeView } from "./event-view";
import type { TicketTypeFields } from "./ticket-type-form";

const text = (number: number | null | undefined) => (number ? String(number) : "");

/** An event as its editor shows it: reading it again gives the same event. */
export function detailsFieldsOf(event: EventView): Omit<EventFormFields, "draftId" | "pools" | "ticketTypes"> {
  const { title, summary, description, category, timezone, currency, venue, fees } = event;
  return {
    ...{ title, summary, description, category, timezone, currency },
    dates: [
      { startsAt: localOf(event.startsAt, timezone), endsAt: event.endsAt ? localOf(event.endsAt, timezone) : "" },
    ],
    venue: venue ?? { name: "", city: "", country: "", address: "" },
    feeFixed: fees.fixedCents ? writeMoney(fees.fixedCents, currency) : "",
    feePercent: text(fees.percent),
    taxes: event.taxes.map(({ name, percent, included }) => ({ name, percent: String(percent), included })),
    ...{ holdMinutes: "", maxUnits: "" },
    ...(event.seatingVersion && { singleGaps: event.hold.singleGaps ?? false }),
  };
}

type Home = { poolId: string | null; capacity: number | null } | undefined;
type Place = Pick<EventView, "timezone" | "currency"> & { home: Home; isShared: boolean };

/** A ticket type as its form shows it; in shared places only a cap of its own is a number to change. */
export function ticketTypeFieldsOf(
  type: TicketTypeView,
  { timezone, currency, home, isShared }: Place,
): TicketTypeFields {
  const local = (time: string | null) => (time ? localOf(time, timezone) : "");
  const { name, description, visibility } = type;
  return {
    ...{ name, description, visibility },
    price: writeMoney(type.priceCents, currency),
    capacity: isShared ? text(home?.capacity) : text(type.capacity),
    // Seats are shared by all that sell their category.
    pool: isShared ? (home?.poolId ?? "seats") : "",
    maxPerOrder: text(type.maxPerOrder),
    maxPerCustomer: text(type.maxPerCustomer),
    saleStartsAt: local(type.saleStartsAt),
    saleEndsAt: local(type.saleEndsAt),
  };
}
