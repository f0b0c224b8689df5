import { durations } from "@/lib/core/durations";

const dayMs = 24 * 60 * 60 * 1000;

/** Until when Redis keeps a room: some days past its event; one that is asked for even then, for another day. */
export function keptUntilMs({ startsAt, endsAt }: { startsAt: Date; endsAt: Date | null }): number {
  const endMs = endsAt?.getTime() ?? startsAt.getTime() + dayMs;
  return Math.max(endMs + durations.roomAfterEventMs, Date.now() + dayMs);
}
