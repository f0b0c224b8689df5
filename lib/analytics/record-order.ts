import "server-only";
import { orderFact, upsertOrderFact } from "@/db/queries/analytics";

/**
 * Copies a captured order, as it is now, into the database of reports. Safe to repeat, at every change of the order.
 * Throws while that database is away, so that the queue repeats; no sale waits for it.
 */
export async function recordOrder(orderId: string): Promise<void> {
  const fact = await orderFact(orderId);
  if (fact) await upsertOrderFact(fact);
}
