/** In the order of the scripts' KEYS (see scripts/room.lua). */
export const keyNames = ["ctl", "q", "act", "gone", "rdy", "due", "came", "lim", "out", "fans", "nets"] as const;

/** Every key of one event's waiting room, in that order. */
export const keysOf = (eventId: string): string[] => keyNames.map((name) => `wr:{${eventId}}:${name}`);
