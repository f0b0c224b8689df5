import { insertAbandoned } from "@/db/queries/abandoned";
import { eventsToSweep, statusesOf } from "@/db/queries/undecided";
import { durations } from "@/lib/core/durations";
import { log } from "@/lib/core/log";
import { confirm } from "@/lib/inventory/confirm";
import { releaseOrder } from "@/lib/inventory/release";
import { sweep } from "@/lib/inventory/sweep";

const eventsMax = 1000;
const atOnce = 10;

type Paying = { holdId: string; orderId: string; sinceMs: number; expiresAtMs?: number };

/** Each minute: lapsed units of events nobody looks at return, and holds being paid learn how their order ended. */
export async function sweepHolds(): Promise<void> {
  const eventIds = await eventsToSweep(eventsMax);
  for (let start = 0; start < eventIds.length; start += atOnce) {
    await Promise.all(eventIds.slice(start, start + atOnce).map(sweepEvent));
  }
}

async function sweepEvent(eventId: string) {
  try {
    const { paying } = await sweep(eventId);
    const old = paying.filter(({ sinceMs }) => sinceMs >= durations.payingCheckedAfterMs);
    if (old.length === 0) return;
    const known = new Map((await statusesOf(old.map(({ orderId }) => orderId))).map(({ id, status }) => [id, status]));
    for (const hold of old) await resolve(eventId, hold, known.get(hold.orderId));
  } catch (error) {
    log.warn({ err: error, eventId }, "event left for the next sweep");
  }
}

async function resolve(eventId: string, hold: Paying, status: string | undefined) {
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
      if ((hold.expiresAtMs ?? 0) > Date.now() || !(await insertAbandoned({ orderId, eventId, holdId, fan: "" })))
        return;
  }
  await releaseOrder({ eventId, holdId, orderId });
}
