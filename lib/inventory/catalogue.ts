import type { Fees, HoldSettings, Tax } from "@/db/schema/events";

/** What a reserve must know of a ticket type. */
export type CatalogueType = {
  id: string;
  /** Null where a price category of the event's seating plan is sold. */
  poolId: string | null;
  category?: string;
  kind: "general" | "seated";
  visibility: "public" | "code";
  priceCents: number;
  capacity: number | null;
  /** Its units go on being numbered: nothing caps it any more, but something did. */
  numbered?: true;
  maxPerOrder: number | null;
  saleStartsAt: number | null;
  saleEndsAt: number | null;
  /** Nobody may hold any more of it. */
  paused?: true;
};

/** An event as the scripts know it, kept by version in Redis and in each process. Times in epoch ms. */
export type Catalogue = {
  eventId: string;
  version: number;
  currency: string;
  hold: HoldSettings;
  fees: Fees;
  taxes: Tax[];
  types: CatalogueType[];
  /** `section`: of the plan, whose seats its units are. */
  pools: { id: string; range: number; section?: string | null }[];
  /** The event's seats, for good. */
  planVersionId?: string | null;
};
