/** All keys of one event share a hash tag: one slot, so a script may touch them together. */
const tag = (eventId: string) => `inv:{${eventId}}`;

export const keys = {
  /** Hash: what every script reads first. Fields in scripts/sale.lua. */
  sale: (eventId: string) => `${tag(eventId)}:sale`,
  /** Sorted set: each hold by the ms it ends at; while paying, by minus the ms payment began. */
  expiry: (eventId: string) => `${tag(eventId)}:expiry`,
  /** Set: numbers of a pool, or of a ticket type's own capacity, given back and served first. */
  freed: (eventId: string, rangeId: string) => `${tag(eventId)}:freed:${rangeId}`,
  /** String: one character a seat, for events with seats. */
  seats: (eventId: string) => `${tag(eventId)}:seats`,
  /** Sorted set: ids of units given back lately, by time. */
  returns: (eventId: string) => `${tag(eventId)}:returns`,
  /** Hash: how often each owner gave units back lately; it goes away by itself. */
  released: (eventId: string) => `${tag(eventId)}:released`,
  /** Sorted set: the holds an owner looked at, by when. */
  noted: (owner: string) => `noted:${owner}`,
  rebuilding: (eventId: string) => `${tag(eventId)}:rebuilding`,
  /** Where a rebuild writes before its one swap. */
  draft: (key: string, token: string) => `${key}:${token}`,
};
