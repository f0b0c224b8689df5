import { drawOf } from "@/db/queries/draws";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { closeDraw } from "./close";
import { openDraw } from "./open";

const underway = new Map<string, Promise<void>>();

async function advance(eventId: string): Promise<void> {
  const draw = await drawOf(eventId);
  // The store's clock decides; ours only says that it is worth asking.
  if (!draw || Date.now() < draw.closesAt.getTime() - durations.drawAskedBeforeMs) return;
  const closed = await closeDraw(draw);
  if (closed) await openDraw(closed);
}

/**
 * Takes a draw as far as it can go by now: closed at its time, opened at its round. Whoever rebuilds the state calls it,
 * any number of instances; each step is stored before it is told, so that after a crash anybody goes on with it, and a
 * store that lost the draw has it back.
 */
export function advanceDraw(eventId: string): Promise<void> {
  const going = underway.get(eventId);
  if (going) return going;
  const step = advance(eventId).finally(() => underway.delete(eventId));
  underway.set(eventId, step);
  return step;
}

/** The same for whoever has something else to answer; what fails is tried again next time. */
export const advanceNowAndThen = (eventId: string): Promise<void> =>
  advanceDraw(eventId).catch((error: unknown) => {
    log.warn({ eventId, ...describeFailure(error) }, "a draw was not taken further");
  });
