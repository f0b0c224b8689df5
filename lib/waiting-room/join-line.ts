import type { WaitingRoomSettings } from "@/db/schema/events";
import { type Joining, join, type Place } from "./join";
import { type Lane, placesOf } from "./lanes";

type Asking = Omit<Joining, "lane" | "places"> & { lane: Lane; hasCode: boolean };

/**
 * A number in the line they ask for, as join gives it. Without a code a lane that gives out no more is no refusal:
 * everybody's line is open. With one it is `full`.
 */
export async function joinLine(settings: WaitingRoomSettings, { lane, hasCode, ...asking }: Asking): Promise<Place> {
  const joinIn = (line: Lane) => join({ ...asking, lane: line, places: placesOf(settings, line) });
  const place = await joinIn(lane);
  return place.state === "full" && !hasCode ? joinIn("") : place;
}
