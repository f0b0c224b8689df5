import { primary } from "@/db/client";
import { type OrderRow, orderById } from "@/db/queries/claims";
import { moveOrder } from "@/db/queries/undecided";
import { inTransaction } from "@/db/transaction";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { releaseOrder } from "@/lib/inventory/release";
import { isAuthorized } from "@/lib/payments/intent";
import { retrieveIntent } from "@/lib/payments/retrieve";
import { completeOrder } from "./complete";
import { endClaim } from "./end-claim";
import { giveUp } from "./give-up";

/** What became of the order: `expired` is over, `paid` was authorized after all, `undecided` is asked again. */
export type Expiry = "expired" | "paid" | "undecided";

const ended = new Set<OrderRow["status"]>(["expired", "cancelled", "payment_failed"]);

/**
 * Ends a pending order, but asks Stripe first: an authorized one is committed like any other. Once `closing`,
 * nothing commits: the intent is cancelled, money that arrived all the same goes back. Safe to repeat.
 */
export async function expireOrder(orderId: string): Promise<Expiry> {
  const order = await orderById(orderId);
  if (!order || ended.has(order.status)) return "expired";
  if (order.status === "closing") return closeOrder(order);
  if (order.status !== "pending") return "paid";
  if (order.paymentIntentId) {
    const found = await retrieveIntent(order.paymentIntentId);
    if (!found.ok || found.value.processing) return undecided(order);
    if (isAuthorized(found.value)) return completed(order);
  }
  const closing = await moveOrder(primary(), order.id, "pending", "closing");
  return closing ? closeOrder(closing) : "undecided";
}

async function completed(order: OrderRow): Promise<Expiry> {
  const completion = await completeOrder(order);
  if (completion.kind === "captured") return "paid";
  return completion.kind === "ended" ? "expired" : "undecided";
}

async function closeOrder(order: OrderRow): Promise<Expiry> {
  if (!(await giveUp(order))) return undecided(order);
  await inTransaction(async (tx) => {
    const expired = await moveOrder(tx, order.id, "closing", "expired");
    if (expired) await endClaim(tx, expired);
  });
  await releaseQuietly(order);
  return "expired";
}

// If Redis is away the sweep finds the ended order and releases its hold.
async function releaseQuietly({ eventId, holdId, id: orderId }: OrderRow) {
  await releaseOrder({ eventId, holdId, orderId }).catch((error: unknown) => {
    log.warn({ orderId, ...describeFailure(error) }, "hold left for the sweep");
  });
}

function undecided(order: OrderRow): Expiry {
  const lateMs = Date.now() - order.expiresAt.getTime();
  if (lateMs > durations.undecidedAlarmMs) log.error({ orderId: order.id, lateMs }, "payment undecided for too long");
  return "undecided";
}
