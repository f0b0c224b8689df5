import { inRoom } from "./in-room";
import { recall } from "./known-rooms";
import { roomScript } from "./room-script";

const phases = ["closed", "lobby", "drawing", "line"] as const;

const script = roomScript<number | undefined>({ source: "tick", args: (units) => [units ?? ""] });

/** What the store knows of a room, for everybody and for its organizer. */
export type Figures = Awaited<ReturnType<typeof tick>>;

/**
 * Calls as many further as the rate, the free slots, and `units` that somebody could hold, allow. Harmless from any
 * number of processes at once.
 */
export async function tick(eventId: string, units: number | undefined) {
  const reply = await inRoom(eventId, (known) => script(eventId, known, units));
  const [, serving, phase, mode, paused, rate, opens, version, count, root, round, seed, active, here, onTheWay] =
    reply;
  const known = recall(eventId);
  return {
    serving: Number(serving),
    phase: phases.find((each) => each === phase) ?? "closed",
    mode: mode === "draw" ? ("draw" as const) : ("line" as const),
    paused: paused === "1",
    ratePerMinute: Number(rate) * 60,
    opensAt: Number(opens) > 0 ? new Date(Number(opens)) : undefined,
    version: Number(version),
    draw: count ? { count: Number(count), root: root || null, round: round || null, seed: seed ?? "" } : undefined,
    active: Number(active),
    here: Number(here),
    onTheWay: Number(onTheWay),
    issued: known?.issued ?? 0,
    admitted: known?.admitted ?? 0,
    epoch: known?.epoch ?? 0,
    lanes: known?.lanes ?? {},
  };
}
