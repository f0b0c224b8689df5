import { drawOf } from "@/db/queries/draws";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { closeDraw } from "./close";
import { openDraw } from "./open";

const underway = new Map<string, Promise<void>>();
const knownMax = 1000;
// What was announced stays, so a lobby reads it once.
const dueAt = new Map<string, number>();

async function advance(eventId: string): Promise<void> {
  if (Date.now() < (dueAt.get(eventId) ?? 0)) return;
  const draw = await drawOf(eventId);
  if (!draw) return;
  // The store's clock decides; ours only says that it is worth asking.
  const due = draw.closesAt.getTime() - durations.drawAskedBeforeMs;
  if (dueAt.size >= knownMax) dueAt.clear();
  dueAt.set(eventId, due);
  if (Date.now() < due) return;
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
