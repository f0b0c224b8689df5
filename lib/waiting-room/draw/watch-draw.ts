import { drawOf } from "@/db/queries/draws";
import { durations } from "@/lib/core/durations";
import { log } from "@/lib/core/log";
import { advanceNowAndThen } from "./advance";

/**
 * Takes a draw further that nobody looks at, and raises an alarm where it should have been opened long ago: its beacon
 * or a store is away, and everybody waits. Called each minute; safe to repeat.
 */
export async function watchDraw(eventId: string): Promise<void> {
  await advanceNowAndThen(eventId);
  const draw = await drawOf(eventId);
  if (!draw || draw.seed !== null) return;
  const lateMs = Date.now() - draw.closesAt.getTime() - durations.drawPauseMs;
  if (lateMs > durations.drawAlarmMs)
    log.error({ eventId, lateMs, closed: draw.root !== null }, "a draw is not opened");
}
