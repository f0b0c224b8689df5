import { cancelIntent } from "@/lib/payments/cancel";
import { refundIntent } from "@/lib/payments/refund";

/** `refundId` names the return of this intent's money; `refundedCents` has gone back before. */
type LetGo = { intentId: string; refundId: string; currency: string; refundedCents?: number };

/**
 * Lets go of money that no sale is made for: what is reserved is cancelled, what was taken goes back whole. False while
 * Stripe has not said so. Safe to repeat.
 */
export async function letGo({ intentId, refundId, currency, refundedCents = 0 }: LetGo): Promise<boolean> {
  const now = await cancelIntent(intentId);
  if (!now.ok) return false;
  const { status, capturedCents } = now.value;
  if (status === "canceled") return true;
  if (status !== "succeeded") return false;
  const back = await refundIntent({ refundId, intentId, amountCents: capturedCents - refundedCents, currency });
  return back.ok && back.value.state !== "failed";
}
