import { undecidedOrders } from "@/db/queries/undecided";
import { durations } from "@/lib/core/durations";
import { log } from "@/lib/core/log";
import { expireOrder } from "./expire";
import { settle } from "./settle";

const ordersMax = 200;
const atOnce = 5;

/** Each minute: overdue orders end, closing ones go on, paid ones get their money. One that fails stops no other. */
export async function settleOrders(): Promise<void> {
  const orders = await undecidedOrders(ordersMax, durations.payingCheckedAfterMs);
  for (let start = 0; start < orders.length; start += atOnce) {
    await Promise.all(orders.slice(start, start + atOnce).map(decide));
  }
}

type Undecided = Awaited<ReturnType<typeof undecidedOrders>>[number];

async function decide({ id: orderId, status, paidAt }: Undecided) {
  try {
    if (status === "paid") await settle(orderId);
    else await expireOrder(orderId);
  } catch (error) {
    const lateMs = paidAt ? Date.now() - paidAt.getTime() : 0;
    if (lateMs > durations.undecidedAlarmMs) log.error({ orderId, lateMs }, "payment undecided for too long");
    else log.warn({ err: error, orderId }, "order left for the next minute");
  }
}
