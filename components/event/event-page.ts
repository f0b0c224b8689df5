import type { SaleEvent, SaleType } from "./sale-state";

export type PageTicketType = SaleType & {
  id: string;
  kind: "general" | "seated";
  /** The price category of the seating plan whose seats it sells. */
  category: string | null;
  name: string;
  description: string;
  priceCents: number;
  feeCents: number;
  taxCents: number;
  totalCents: number;
  maxPerOrder: number | null;
  maxPerCustomer: number | null;
};

export type PageEvent = Omit<SaleEvent, "ticketTypes"> & {
  slug: string;
  title: string;
  summary: string;
  description: string;
  category: string;
  posterPath: string;
  timezone: string;
  currency: string;
  /** Of its seating plan; null without seats. */
  seatingVersion: string | null;
  organizer: { name: string; accent: string | null };
  venue: { name: string; address: string; city: string; country: string } | null;
  series: { title: string; slug: string } | null;
  minPriceCents: number | null;
  ticketTypes: PageTicketType[];
  hold: { ttlSeconds: number; extendSeconds: number; maxUnits: number };
};
