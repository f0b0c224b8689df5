import { generationOf, type OrderRow } from "@/db/queries/claims";
import { insertOutbox } from "@/db/queries/outbox";
import { type ItemRow, type Key, recordCapture } from "@/db/queries/payments";
import { moveOrder } from "@/db/queries/undecided";
import { inTransaction } from "@/db/transaction";
import { type Result, refuse } from "@/lib/core/result";
import { captureIntent } from "@/lib/payments/capture";
import { type Intent, isAuthorized } from "@/lib/payments/intent";
import { outboxId, told } from "@/lib/queue/tell";
import { announcements } from "./claim";
import { endClaim } from "./end-claim";
import { captureLines } from "./ledger";

type CaptureProblem = { kind: "processing" } | { kind: "payment_failed" };

/**
 * Takes the money of a committed order and announces the sale, once. Safe to repeat.
 * `processing`: nothing decided yet, a job goes on. `payment_failed`: the authorization was lost, the tickets are void.
 */
export async function captureOrder(
  order: OrderRow,
  items: ItemRow[],
  answer?: Key,
): Promise<Result<Intent, CaptureProblem>> {
  const intentId = order.paymentIntentId;
  if (!intentId) return refuse({ kind: "processing" });
  const taken = await captureIntent(intentId);
  if (!taken.ok) return refuse({ kind: "processing" });
  const intent = taken.value;
  if (intent.status === "succeeded") {
    await recordCapture({
      orderId: order.id,
      intentId,
      amountCents: order.totalCents,
      currency: order.currency,
      lines: captureLines(items),
      announcements: announcements(order.id),
      doneOutboxId: outboxId("capture", order.id),
      answer,
    });
    return { ok: true, value: intent };
  }
  if (isAuthorized(intent) || intent.processing) return refuse({ kind: "processing" });
  await failPayment(order);
  return refuse({ kind: "payment_failed" });
}

/** The bank let go of the money before we took it: the tickets end, their units return, the fan is told. */
function failPayment(order: OrderRow) {
  return inTransaction(async (tx) => {
    const failed = await moveOrder(tx, order.id, "paid", "payment_failed");
    if (!failed) return;
    const generation = await generationOf(tx, order.eventId);
    const units = await endClaim(tx, failed);
    await insertOutbox(tx, [
      told("send-payment-failed", order.id, { orderId: order.id }),
      told("give-back", `payment-failed:${order.id}`, {
        eventId: order.eventId,
        returnId: `payment-failed:${order.id}`,
        generation,
        holdId: order.holdId,
        orderId: order.id,
        units,
      }),
    ]);
  });
}
