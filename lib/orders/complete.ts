import type { OrderRow } from "@/db/queries/claims";
import { itemsOf, type Key } from "@/db/queries/payments";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { confirm } from "@/lib/inventory/confirm";
import { captureOrder } from "./capture";
import { type Committed, commit } from "./commit";
import { giveUp } from "./give-up";

/** `processing`: paid here, but Stripe has not said that the money is taken; a job goes on. `ended`: no sale. */
export type Completion =
  | { kind: "captured"; committed: Committed | undefined }
  | { kind: "processing" }
  | { kind: "ended" };

/** An authorized order on its way forward: commit, capture, confirm. Safe to repeat from any point. */
export async function completeOrder(order: OrderRow, answer?: Key): Promise<Completion> {
  if (order.status === "paid") return captureAndConfirm(order, undefined, answer);
  const committed = await commit(order.id);
  if (committed.ok) return captureAndConfirm(committed.value.order, committed.value, answer);
  const found = committed.problem.order;
  if (found.status === "paid") return captureAndConfirm(found, undefined, answer);
  // Paid and refunded since the caller looked: its money is not ours to send back again.
  if (found.capturedAt) return { kind: "captured", committed: undefined };
  if (found.status === "closing") return { kind: "processing" };
  await giveUp(found);
  return { kind: "ended" };
}

async function captureAndConfirm(order: OrderRow, committed: Committed | undefined, answer?: Key): Promise<Completion> {
  if (!order.capturedAt) {
    const taken = await captureOrder(order, committed?.items ?? (await itemsOf(order.id)), answer);
    if (!taken.ok) return taken.problem.kind === "payment_failed" ? { kind: "ended" } : { kind: "processing" };
  }
  await confirmQuietly(order);
  return { kind: "captured", committed };
}

/** Sold in Redis too; if Redis is away, the sweep finds the paid order. */
async function confirmQuietly({ eventId, holdId, id: orderId }: OrderRow) {
  await confirm({ eventId, holdId, orderId }).catch((error: unknown) => {
    log.warn({ orderId, ...describeFailure(error) }, "hold left for the sweep");
  });
}
