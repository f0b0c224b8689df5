import { insertAbandoned } from "@/db/queries/abandoned";
import { eventsToSweep, statusesOf } from "@/db/queries/undecided";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { inGroups } from "@/lib/core/in-groups";
import { log } from "@/lib/core/log";
import { confirm } from "@/lib/inventory/confirm";
import { releaseOrder } from "@/lib/inventory/release";
import { type PayingHold, sweep } from "@/lib/inventory/sweep";

const eventsMax = 1000;
const atOnce = 10;

/**
 * Each minute: lapsed units of events nobody looks at return, and holds being paid learn how their order ended. What the
 * minute is too short for is taken up by the next.
 */
export async function sweepHolds(): Promise<void> {
  const untilMs = Date.now() + durations.minuteJobMs;
  await inGroups(await eventsToSweep(eventsMax), atOnce, (eventId) => sweepQuietly(eventId, untilMs), untilMs);
}

const sweepQuietly = (eventId: string, untilMs: number) =>
  sweepEvent(eventId, untilMs).catch((error: unknown) =>
    log.warn({ eventId, ...describeFailure(error) }, "event left for the next sweep"),
  );

/** The same for one event. Safe to repeat. */
export async function sweepEvent(eventId: string, untilMs = Date.now() + durations.minuteJobMs): Promise<void> {
  const { paying } = await sweep(eventId, untilMs);
  if (paying.length === 0) return;
  const rows = await statusesOf(paying.map(({ orderId }) => orderId));
  const known = new Map(rows.map(({ id, status }) => [id, status]));
  await inGroups(paying, 1, (hold) => resolve(eventId, hold, known.get(hold.orderId)), untilMs);
}

async function resolve(eventId: string, hold: PayingHold, status: string | undefined) {
  const { holdId, orderId } = hold;
  switch (status) {
    case "pending":
    case "closing":
      return;
    case "paid":
    case "partially_refunded":
    case "refunded":
      return confirm({ eventId, holdId, orderId });
    case undefined:
      // The buyer may still correct what the claim refused; the hold is theirs until its time.
      if (hold.expiresAtMs > Date.now() || !(await insertAbandoned({ orderId, eventId, holdId, fan: "" }))) return;
  }
  await releaseOrder({ eventId, holdId, orderId });
}
