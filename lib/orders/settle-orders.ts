import { type Undecided, uncapturedOrders, undecidedOrders } from "@/db/queries/undecided";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { inGroups } from "@/lib/core/in-groups";
import { log } from "@/lib/core/log";
import { expireOrder } from "./expire";
import { settle } from "./settle";

const ordersMax = 1000;
const atOnce = 5;

/**
 * Each minute: paid orders get their money, overdue ones end, closing ones go on; neither waits for the other. One
 * that fails stops no other; what the minute is too short for is taken up by the next.
 */
export async function settleOrders(): Promise<void> {
  const [uncaptured, undecided] = await Promise.all([
    uncapturedOrders(ordersMax, durations.payingCheckedAfterMs),
    undecidedOrders(ordersMax),
  ]);
  const untilMs = Date.now() + durations.minuteJobMs;
  await Promise.all([
    inGroups(uncaptured, atOnce, (order) => decideQuietly(order, settle), untilMs),
    inGroups(undecided, atOnce, (order) => decideQuietly(order, expireOrder), untilMs),
  ]);
}

async function decideQuietly({ id: orderId, paidAt }: Undecided, decide: (orderId: string) => Promise<unknown>) {
  try {
    await decide(orderId);
  } catch (error) {
    const lateMs = paidAt ? Date.now() - paidAt.getTime() : 0;
    if (lateMs > durations.undecidedAlarmMs) log.error({ orderId, lateMs }, "payment undecided for too long");
    else log.warn({ orderId, ...describeFailure(error) }, "order left for the next minute");
  }
}
