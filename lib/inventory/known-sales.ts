import type { Catalogue } from "./catalogue";
import { seatsOf } from "./seats-of";

/** What this process last heard of an event's sale; scripts compare it with what is so. */
export type KnownSale = { generation: number; catalogue: Catalogue };

const knownMax = 1000;
/**
 * Of all plans whose layouts known sales keep alive: some 300 MB where fifty arenas sell at once. What is sold beyond
 * is read again at each turn. One sale may have more.
 */
const seatsMax = 1_000_000;
/** The one used last is the last. */
const sales = new Map<string, KnownSale>();

/** Version 0 is older than any: a script answers it with the catalogue. */
const unknown = (eventId: string): KnownSale => ({
  generation: 0,
  catalogue: {
    eventId,
    version: 0,
    currency: "",
    hold: { ttlSeconds: 0, extendSeconds: 0, paymentSeconds: 0, maxUnits: 0 },
    fees: { fixedCents: 0, percent: 0, included: true },
    taxes: [],
    types: [],
    pools: [],
  },
});

export function recall(eventId: string): KnownSale {
  const sale = sales.get(eventId);
  if (!sale) return unknown(eventId);
  sales.delete(eventId);
  sales.set(eventId, sale);
  return sale;
}

export function remember(generation: number, catalogue: Catalogue): void {
  sales.delete(catalogue.eventId);
  const [oldest] = sales.keys();
  if (sales.size >= knownMax && oldest) sales.delete(oldest);
  sales.set(catalogue.eventId, { generation, catalogue });
  let kept = seatsKept();
  for (const [eventId, sale] of sales) {
    if (kept <= seatsMax || eventId === catalogue.eventId) return;
    if (!seatsOf(sale.catalogue)) continue;
    sales.delete(eventId);
    kept = seatsKept();
  }
}

/** Sales on one plan share its layout. */
function seatsKept(): number {
  const layouts = new Set([...sales.values()].map(({ catalogue }) => seatsOf(catalogue)));
  return [...layouts].reduce((sum, layout) => sum + (layout?.seats.length ?? 0), 0);
}

export const forget = (eventId: string): void => void sales.delete(eventId);
