/** How far a room has gone, as far as this process knows: less of it in the store means that the store lost it. */
export type Known = { epoch: number; issued: number; serving: number; admitted: number };

const keptMax = 1000;
const rooms = new Map<string, Known>();

export const recall = (eventId: string): Known | undefined => rooms.get(eventId);

/** Answers overtake each other, so what is known only grows. */
export function remember(eventId: string, seen: Known): Known {
  const known = rooms.get(eventId) ?? seen;
  const most = (name: keyof Known) => Math.max(known[name], seen[name]);
  const now = { epoch: most("epoch"), issued: most("issued"), serving: most("serving"), admitted: most("admitted") };
  if (rooms.size >= keptMax) rooms.clear();
  rooms.set(eventId, now);
  return now;
}
