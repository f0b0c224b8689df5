import { orderIdOfIntent } from "@/db/queries/claims";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { type ListedIntent, lookUpIntent } from "@/lib/payments/list-intents";
import { bookRefunds } from "./book-refunds";
import { comparePayments } from "./compare-payments";
import { lateRefundId } from "./give-up";
import type { PaymentFinding } from "./judge-intent";
import { letGo } from "./let-go";
import { settle } from "./settle";

type Found = PaymentFinding & { intent: ListedIntent };
export type Repaired = { finding: Found; now: "right" | "wrong" };

/**
 * Moves the order forward, or lets go of the money; then looks again. What is still wrong 15 min after it began is an
 * alarm. Safe to repeat: whatever it does, it does by verbs that are.
 */
export async function repairPayment(finding: Found): Promise<Repaired> {
  const { check, subject, detail, since, intent } = finding;
  await apply(finding).catch((error: unknown) =>
    log.warn({ check, subject, ...describeFailure(error) }, "payment left for the next run"),
  );
  const left = await stillWrong(intent);
  if (!left) {
    log.warn({ check, subject, detail }, "payment repaired");
    return { finding, now: "right" };
  }
  const lateMs = Date.now() - since.getTime();
  if (lateMs > durations.undecidedAlarmMs) log.error({ check, subject, detail, lateMs }, "payment is wrong");
  return { finding, now: "wrong" };
}

async function apply({ repair, intent }: Found): Promise<unknown> {
  const { id: intentId, orderId, currency } = intent;
  switch (repair) {
    case "settle":
      return settle(orderId);
    case "refunds":
      return bookRefunds(orderId, intentId);
    case "let_go":
      return letGo({ intentId, refundId: await returnNameOf(intent), currency });
    case undefined:
      return;
  }
}

/** The order's own intent goes back under the same name as when the order ended; any other under its own. */
async function returnNameOf({ id, orderId }: ListedIntent) {
  return (await orderIdOfIntent(id)) === orderId ? lateRefundId(orderId) : lateRefundId(id);
}

async function stillWrong({ id }: ListedIntent): Promise<boolean> {
  const now = await lookUpIntent(id);
  return !now || (await comparePayments([now])).findings.length > 0;
}
