import { orderById } from "@/db/queries/claims";
import { OutageError } from "@/lib/core/failure";
import { isAuthorized } from "@/lib/payments/intent";
import { retrieveIntent } from "@/lib/payments/retrieve";
import { completeOrder } from "./complete";
import { expireOrder } from "./expire";
import { giveUp } from "./give-up";

/**
 * Looks at the order and at its intent as they are now, and moves only forward. The second way to learn what
 * happened, for webhooks and jobs: late, twice or out of order makes no difference. Throws when it must be
 * delivered again.
 */
export async function settle(orderId: string): Promise<void> {
  const order = await orderById(orderId);
  if (!order?.paymentIntentId) return;
  switch (order.status) {
    case "pending": {
      const found = await retrieveIntent(order.paymentIntentId);
      if (!found.ok) throw new OutageError("Stripe does not answer: deliver again");
      if (isAuthorized(found.value)) await mustComplete(orderId);
      return;
    }
    case "paid":
      if (!order.capturedAt) await mustComplete(orderId);
      return;
    case "closing":
      await expireOrder(orderId);
      return;
    case "expired":
    case "payment_failed":
      if (!(await giveUp(order))) throw new Error("the money of an ended order is still held: deliver again");
      return;
    case "cancelled":
    case "refunded":
    case "partially_refunded":
      return;
  }
}

async function mustComplete(orderId: string) {
  const order = await orderById(orderId);
  if (order && (await completeOrder(order)).kind === "processing") throw new Error("capture undecided: deliver again");
}
