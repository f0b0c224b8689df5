import { z } from "zod";
import { durations } from "@/lib/core/durations";
import { runAlone } from "@/lib/queue/run-alone";
import { reconcileOrders, reconcileWindow } from "./reconcile";

const place = z.object({ from: z.string(), to: z.string(), after: z.string().optional() });
/** What the last run left; a state of another release begins anew. */
const stored = z.object({ recent: place.optional(), all: place.optional(), orders: z.string().optional() }).catch({});

/**
 * Each minute: payments of the last half hour, then as much as the minute allows of all that Stripe may still hold, and
 * some captured orders the other way round; the next run goes on from there.
 */
export async function reconcilePayments(): Promise<void> {
  const startedMs = Date.now();
  const untilMs = startedMs + durations.minuteJobMs;
  await runAlone("reconcile-payments", durations.minuteLeaseMs, async (state) => {
    const before = stored.parse(state);
    const half = startedMs + durations.minuteJobMs / 2;
    const recent = await reconcileWindow(before.recent, durations.paymentsRecentMs, half);
    const all = await reconcileWindow(before.all, durations.paymentsKeptMs, untilMs);
    const orders = Date.now() < untilMs ? (await reconcileOrders(before.orders)).after : before.orders;
    return { recent: recent.place, all: all.place, orders };
  });
}
