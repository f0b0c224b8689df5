import type { Lane } from "./lanes";

/** In the order of the scripts' KEYS (see scripts/room.lua). */
export const keyNames = ["ctl", "q", "act", "gone", "rdy", "due", "came", "lim", "out", "fans", "nets"] as const;

const laneKeyNames = ["q", "rdy", "due", "came"] as const;
type Lanes = { own?: Lane; others?: readonly Lane[] };

/** Every key of one event's waiting room, in that order: those of `own` line, then of `others` (see scripts/lanes.lua). */
export function keysOf(eventId: string, { own = "", others = [] }: Lanes = {}): string[] {
  const keyIn = (lane: Lane, name: string) => `wr:{${eventId}}:${name}${lane && `.${lane}`}`;
  const isOfLane = (name: string) => laneKeyNames.some((each) => each === name);
  return [
    ...keyNames.map((name) => keyIn(isOfLane(name) ? own : "", name)),
    ...others.flatMap((lane) => laneKeyNames.map((name) => keyIn(lane, name))),
  ];
}
