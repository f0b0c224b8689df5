import type { WaitingRoomSettings } from "@/db/schema/events";

/** A ticket type as it is told to everyone; `totalCents` is what one ticket costs with everything in it. */
export type TicketTypeView = {
  id: string;
  name: string;
  description: string;
  kind: "general" | "seated";
  priceCents: number;
  feeCents: number;
  taxCents: number;
  totalCents: number;
  capacity: number;
  maxPerOrder: number | null;
  maxPerCustomer: number | null;
  saleStartsAt: string | null;
  saleEndsAt: string | null;
  visibility: "public" | "code";
};

/** One event as one document: what pages, clients and caches know of it. Times are ISO 8601, in UTC. */
export type EventView = {
  id: string;
  slug: string;
  title: string;
  summary: string;
  /** Markdown. */
  description: string;
  category: string;
  posterPath: string;
  startsAt: string;
  endsAt: string | null;
  timezone: string;
  currency: string;
  status: "draft" | "published" | "cancelled";
  organizer: { name: string };
  venue: { name: string; address: string; city: string; country: string } | null;
  series: { title: string; slug: string } | null;
  /** All-in; null while nothing is for sale to everyone. */
  minPriceCents: number | null;
  ticketTypes: TicketTypeView[];
  hold: { ttlSeconds: number; extendSeconds: number; maxUnits: number };
  waitingRoom: { mode: WaitingRoomSettings["mode"]; opensAt: string | null };
};
