import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { ok, type Result } from "@/lib/core/result";
import { leave } from "./leave";
import type { Pass } from "./pass";
import { renew } from "./renew";
import type { SealedPass } from "./seal-pass";

/** When a hold ends, and how long a payment for it may take. */
type Held = { expiresAt: Date; paymentMs: number };

/**
 * Whoever holds tickets stays until they can have paid for them: until the hold ends, and a payment that began then. The pass
 * that says so, or undefined where there is none, or the store is away: what is held opens its own checkout all the same.
 * `gone`: the slot behind the pass has been freed, by a purchase or by leaving. A store that is away frees none.
 */
export async function keepSession(
  pass: Pass | undefined,
  { expiresAt, paymentMs }: Held,
): Promise<Result<SealedPass | undefined, { kind: "gone" }>> {
  if (!pass) return ok(undefined);
  const untilMs = expiresAt.getTime() + paymentMs + durations.sessionAfterPaymentMs;
  try {
    return await renew(pass, untilMs);
  } catch (error) {
    log.warn(describeFailure(error), "a session was not renewed");
    return ok(undefined);
  }
}

/** Whoever has bought leaves, and their slot is free; called after the answer, with the pass that was shown before it. */
export async function endSession(pass: Pass | undefined): Promise<void> {
  if (pass) await leave(pass).catch((error: unknown) => log.warn(describeFailure(error), "a slot frees itself later"));
}
