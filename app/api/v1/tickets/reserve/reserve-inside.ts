import { ok, type Result, refuse } from "@/lib/core/result";
import type { Hold } from "@/lib/inventory/hold";
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
 * A hold for somebody with a pass, where there is a room, and the pass that lasts until it can be paid. The renewal that
 * a hold needs also says whether the slot is still theirs: where it is not, the hold goes back, and a process that dies
 * before leaves it to lapse. One call to Redis, and another one where something was held.
 */
export async function reserveInside(
  pass: Pass | undefined,
  wish: Wish,
): Promise<Result<Held, ReserveProblem | PassRequired>> {
  const held = await reserve(wish, priceLines);
  if (!held.ok) return held;
  const kept = await keepSession(pass, paymentWindow(held.value));
  if (kept.ok) return ok({ hold: held.value, kept: kept.value });
  await release({ holdId: held.value.id, fan: wish.fan });
  return refuse(await passRequired(wish.eventId));
}
