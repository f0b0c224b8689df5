import type { Catalogue } from "./catalogue";

/** What this process last heard of an event's sale; scripts compare it with what is so. */
export type KnownSale = { generation: number; catalogue: Catalogue };

const knownMax = 1000;
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

export const recall = (eventId: string): KnownSale => sales.get(eventId) ?? unknown(eventId);

export function remember(generation: number, catalogue: Catalogue): void {
  const [oldest] = sales.keys();
  if (sales.size >= knownMax && oldest) sales.delete(oldest);
  sales.set(catalogue.eventId, { generation, catalogue });
}

export const forget = (eventId: string): void => void sales.delete(eventId);
