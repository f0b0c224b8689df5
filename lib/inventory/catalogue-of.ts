import type { CatalogueRows } from "@/db/queries/inventory";
import type { Catalogue } from "./catalogue";

const ms = (at: Date | null) => at?.getTime() ?? null;

/** The event's rows as the scripts and every process know them. */
export const catalogueOf = ({ event, pools, types }: CatalogueRows): Catalogue => ({
  eventId: event.id,
  version: event.catalogueVersion,
  currency: event.currency,
  hold: event.hold,
  fees: event.fees,
  taxes: event.taxes,
  types: types.map((type) => ({
    id: type.id,
    poolId: type.poolId,
    ...(type.category !== null && { category: type.category }),
    kind: type.kind,
    visibility: type.visibility,
    priceCents: type.priceCents,
    capacity: type.capacity,
    ...(type.capacity === null && type.capacityBefore !== null && { numbered: true as const }),
    maxPerOrder: type.maxPerOrder,
    saleStartsAt: ms(type.saleStartsAt),
    saleEndsAt: ms(type.saleEndsAt),
    ...(type.paused && { paused: true as const }),
  })),
  pools,
  planVersionId: event.planVersionId,
});
