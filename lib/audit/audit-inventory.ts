import { brokenInPostgres } from "@/db/queries/promises";
import { eventsToAudit } from "@/db/queries/witnesses";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { runAlone } from "@/lib/queue/run-alone";
import { watchEvent } from "./watch-event";

const eventsMax = 1000;
const atOnce = 5;

/** Each minute: every event that sells, the one not looked at for longest first, as far as the minute goes. */
export async function auditInventory(): Promise<void> {
  const until = Date.now() + durations.minuteJobMs;
  await runAlone("audit-inventory", durations.minuteLeaseMs, async () => {
    const eventIds = await eventsToAudit(eventsMax);
    for (let start = 0; start < eventIds.length && Date.now() < until; start += atOnce) {
      const some = eventIds.slice(start, start + atOnce);
      await Promise.all(some.map(watchQuietly));
      await tellBroken(some);
    }
    return {};
  });
}

/** One event that cannot be read stops no other. */
const watchQuietly = (eventId: string) =>
  watchEvent(eventId).catch((error: unknown) =>
    log.warn({ eventId, ...describeFailure(error) }, "event left for the next audit"),
  );

async function tellBroken(eventIds: string[]) {
  const { undecidedAlarmMs: lateMs, tellLateMs } = durations;
  for (const broken of await brokenInPostgres({ eventIds, lateMs, tellLateMs }))
    log.error(broken, "a promise is broken");
}
