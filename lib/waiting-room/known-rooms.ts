import type { Progress, RoomProgress } from "@/db/queries/waiting-rooms";
import { isLaneName, type Lane, type LaneName, laneNames } from "./lanes";

/** How far a room has gone, as far as this process knows: less of it in the store means that the store lost it. */
export type Known = RoomProgress & { epoch: number };

const keptMax = 1000;
const rooms = new Map<string, Known>();
const nowhere: Progress = { issued: 0, serving: 0 };

export const recall = (eventId: string): Known | undefined => rooms.get(eventId);

export const progressOf = (known: Known, lane: Lane): Progress => (lane ? (known.lanes[lane] ?? nowhere) : known);

/** The lanes of a room, beside everybody's line. */
export const lanesOf = ({ lanes }: Known): LaneName[] => laneNames.filter((lane) => lanes[lane]);

const further = (one: Progress, other: Progress): Progress => ({
  issued: Math.max(one.issued, other.issued),
  serving: Math.max(one.serving, other.serving),
});

/** What either knows. */
export function furthest(one: Known, other: Known): Known {
  const lanes = [...new Set([...lanesOf(one), ...lanesOf(other)])];
  return {
    ...further(one, other),
    epoch: Math.max(one.epoch, other.epoch),
    admitted: Math.max(one.admitted, other.admitted),
    lanes: Object.fromEntries(lanes.map((lane) => [lane, further(progressOf(one, lane), progressOf(other, lane))])),
  };
}

/** Answers overtake each other, so what is known only grows. */
export function remember(eventId: string, seen: Known): Known {
  const now = furthest(rooms.get(eventId) ?? seen, seen);
  if (rooms.size >= keptMax) rooms.clear();
  rooms.set(eventId, now);
  return now;
}

const progress = /^\d+;\d+;[a-z_ ]*(;[a-z_]* \d+ \d+)+$/;

/** The last word of a script that was decided (see `answer` in scripts/room.lua); undefined for any other word. */
export function knownIn(word: string): Known | undefined {
  if (!progress.test(word)) return undefined;
  const [epoch, admitted, names = "", ...lines] = word.split(";");
  const known: Known = { epoch: Number(epoch), admitted: Number(admitted), ...nowhere, lanes: {} };
  // A lane whose keys the caller did not know to give is known by its name from now on.
  for (const lane of names.split(" ").filter(isLaneName)) known.lanes[lane] = nowhere;
  for (const line of lines) {
    const [lane = "", issued, serving] = line.split(" ");
    const gone = { issued: Number(issued), serving: Number(serving) };
    if (isLaneName(lane)) known.lanes[lane] = gone;
    else Object.assign(known, gone);
  }
  return known;
}
