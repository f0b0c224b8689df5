import { orderById, rememberKey } from "@/db/queries/claims";
import { inTransaction } from "@/db/transaction";
import { invariant } from "@/lib/core/invariant";
import { type Result, refuse } from "@/lib/core/result";
import type { Claimed } from "./claim";

/** The order a hold has become, when Redis no longer knows the hold. Undefined when there is none. */
export function resumeClaim(
  orderId: string,
  key: { actor: string; key: string; bodyHash: string },
): Promise<Result<Claimed, { kind: "idempotency_mismatch" }> | undefined> {
  return inTransaction(async (tx) => {
    const order = await orderById(orderId, tx);
    if (!order) return undefined;
    const answer = await rememberKey(tx, { ...key, orderId });
    invariant(answer, "a remembered key can be read in its transaction");
    if (answer.bodyHash !== key.bodyHash) return refuse({ kind: "idempotency_mismatch" });
    return { ok: true, value: { order, answer } } as const;
  });
}
