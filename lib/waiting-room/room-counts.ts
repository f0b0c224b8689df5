import { laneNames } from "./lanes";
import { tick } from "./tick";

/** How many stand where, in all lines of a room, for the organizer. `called` have been called and are not in yet. */
export async function roomCounts(eventId: string, units: number) {
  const { lanes, issued, serving, here, onTheWay, active, admitted, ratePerMinute } = await tick(eventId, units);
  const own = laneNames.flatMap((lane) => {
    const gone = lanes[lane];
    return gone ? [{ lane, joined: gone.issued, waiting: Math.max(0, gone.issued - gone.serving) }] : [];
  });
  const waiting = own.reduce((sum, lane) => sum + lane.waiting, Math.max(0, issued - serving));
  const called = Math.max(0, Math.round(here + onTheWay));
  return { waiting, called, active, admitted, ratePerMinute: Math.round(ratePerMinute), lanes: own };
}
