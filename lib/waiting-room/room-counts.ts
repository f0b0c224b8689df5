import { tick } from "./tick";

/** How many stand where, for the organizer. `called` have been called and are not in yet. */
export async function roomCounts(eventId: string, units: number) {
  const { issued, serving, here, onTheWay, active, admitted, ratePerMinute } = await tick(eventId, units);
  const called = Math.max(0, Math.round(here + onTheWay));
  return { waiting: Math.max(0, issued - serving), called, active, admitted, ratePerMinute: Math.round(ratePerMinute) };
}
