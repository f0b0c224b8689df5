import { cancelIntent } from "@/lib/payments/cancel";
import { refundIntent, refundsOfIntent } from "@/lib/payments/refund";

/** `refundId` names the return of this intent's money. */
type LetGo = { intentId: string; refundId: string; currency: string };

/**
 * Lets go of money that no sale is made for: what is reserved is cancelled, what was taken goes back, less what
 * somebody has sent back at Stripe already. False while Stripe has not said so. Safe to repeat.
 */
export async function letGo({ intentId, refundId, currency }: LetGo): Promise<boolean> {
  const now = await cancelIntent(intentId);
  if (!now.ok) return false;
  const { status, capturedCents } = now.value;
  if (status === "canceled") return true;
  if (status !== "succeeded") return false;
  const refunds = await refundsOfIntent(intentId);
  if (!refunds.ok) return false;
  const gone = refunds.value.filter(({ isMoney, state }) => isMoney && state !== "failed");
  const amountCents = capturedCents - gone.reduce((sum, refund) => sum + refund.amountCents, 0);
  if (amountCents <= 0) return true;
  const back = await refundIntent({ refundId, intentId, amountCents, currency });
  return back.ok && back.value.state !== "failed";
}
