import { ok, type Result, refuse } from "@/lib/core/result";
import type { Hold } from "@/lib/inventory/hold";
import { newHoldId } from "@/lib/inventory/hold-id";
import { paymentWindow } from "@/lib/inventory/payment-window";
import type { ReserveProblem } from "@/lib/inventory/problems";
import { release } from "@/lib/inventory/release";
import { reserve, type Wish } from "@/lib/inventory/reserve";
import { priceLines } from "@/lib/orders/price";
import { keepSession } from "@/lib/waiting-room/keep-session";
import type { Pass } from "@/lib/waiting-room/pass";
import { type PassRequired, passRequired } from "@/lib/waiting-room/require-pass";
import type { SealedPass } from "@/lib/waiting-room/seal-pass";

type Held = { hold: Hold; kept: SealedPass | undefined };

/**
 * Holds first, then renews the session until the hold can be paid. Where the renewal says that the slot was freed, what
 * was held just now is released and the fan is sent to the line; should the process die in between, the hold lapses.
 * `kept` is the renewed pass; undefined without a room, or while its store is away. One call to Redis; two with a pass
 * where something was held, three where the slot was gone.
 */
export async function reserveInside(
  pass: Pass | undefined,
  wish: Wish,
): Promise<Result<Held, ReserveProblem | PassRequired>> {
  const holdId = newHoldId(wish.eventId, wish.fan);
  const held = await reserve({ ...wish, holdId }, priceLines);
  if (!held.ok) return held;
  const kept = await keepSession(pass, paymentWindow(held.value));
  if (kept.ok) return ok({ hold: held.value, kept: kept.value });
  // What they held before goes on without a pass.
  if (held.value.id === holdId) await release({ holdId, fan: wish.fan });
  return refuse(await passRequired(wish.eventId));
}
