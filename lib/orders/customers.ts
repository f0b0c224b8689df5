type Who = { buyerEmail: string; userId?: string | null | undefined };

/** Under which names a buyer's units are counted, in one order for everybody. */
export function customersOf({ buyerEmail, userId }: Who): string[] {
  const names = buyerEmail ? [`email:${buyerEmail}`] : [];
  return userId ? [...names, `user:${userId}`] : names;
}

/** Units per ticket type, sorted, so that two claims count in the same order and never deadlock. */
export function unitsByType(units: { ticketTypeId: string | null }[]) {
  const counts = new Map<string, number>();
  for (const { ticketTypeId } of units) {
    if (ticketTypeId) counts.set(ticketTypeId, (counts.get(ticketTypeId) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([ticketTypeId, count]) => ({ ticketTypeId, count }));
}
