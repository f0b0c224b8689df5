import { insertAbandoned } from "@/db/queries/abandoned";
import { orderById } from "@/db/queries/claims";
import { type Result, refuse } from "@/lib/core/result";
import { eventOfHold, isHoldOf } from "@/lib/inventory/hold-id";
import { release, releaseOrder } from "@/lib/inventory/release";
import { expireOrder } from "./expire";
import { orderIdOf } from "./order-id";

type Leaving = { holdId: string; fan: string };
export type LeaveProblem =
  | { kind: "not_found" }
  | { kind: "conflict" }
  | { kind: "unavailable"; retryAfterSeconds: number };

/**
 * The fan gives the units back now. A hold being paid ends its order first; while the payment is undecided, or
 * when it went through, `conflict`. Repeating it changes nothing.
 */
export async function leaveCheckout({ holdId, fan }: Leaving): Promise<Result<void, LeaveProblem>> {
  const eventId = eventOfHold(holdId);
  if (!eventId || !isHoldOf(holdId, fan)) return refuse({ kind: "not_found" });
  const released = await release({ holdId, fan });
  if (released.ok || released.problem.kind !== "conflict") return released;

  const orderId = orderIdOf(holdId);
  if ((await orderById(orderId)) || !(await insertAbandoned({ orderId, eventId, holdId, fan }))) {
    return (await expireOrder(orderId)) === "expired" ? { ok: true, value: undefined } : refuse({ kind: "conflict" });
  }
  await releaseOrder({ eventId, holdId, orderId });
  return { ok: true, value: undefined };
}
