/** One priced line of a hold; all amounts in the smallest unit of the currency, each per unit. */
export type HeldItem = {
  ticketTypeId: string;
  quantity: number;
  unitCents: number;
  feeCents: number;
  taxCents: number;
};

/** A seat as people and programs name it. */
export type SeatName = { id: string; section: string; row: string; number: number | string };

/**
 * One sellable place set aside. `typeUnit` only where the ticket type has its own capacity, `seat` only of a seated one:
 * `position` is where it lies in the string of seats.
 */
export type HeldUnit = {
  ticketTypeId: string;
  poolId: string;
  unit: number;
  typeUnit?: number | undefined;
  seat?: (SeatName & { position: number }) | undefined;
};

/** Units set aside for one fan until a time. A `paying` hold ends only with its order. */
export type Hold = {
  id: string;
  eventId: string;
  fan: string;
  generation: number;
  state: "held" | "paying";
  orderId?: string;
  items: HeldItem[];
  units: HeldUnit[];
  totalCents: number;
  currency: string;
  createdAt: Date;
  expiresAt: Date;
  extendable: boolean;
};

/** What is asked for: quantities whole and positive; several lines of one ticket type count together. */
export type Line = { ticketTypeId: string; quantity: number };
