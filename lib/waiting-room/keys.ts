const names = ["ctl", "q", "act", "gone", "rdy", "due", "came", "lim", "out", "fans", "nets"] as const;

/** Every key of one event's waiting room, in the order of the scripts' KEYS (see scripts/room.lua). */
export const keysOf = (eventId: string): string[] => names.map((name) => `wr:{${eventId}}:${name}`);
