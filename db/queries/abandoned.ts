import { sql } from "drizzle-orm";
import { primary } from "../client";
import { orders } from "../schema/orders";

type Abandoned = { orderId: string; eventId: string; holdId: string; fan: string };

/**
 * Ends a hold that never became an order, by taking its place: true if this call did. A claim in flight waits on
 * the same unique hold id, so exactly one of the two wins.
 */
export async function insertAbandoned({ orderId, eventId, holdId, fan }: Abandoned): Promise<boolean> {
  const inserted = await primary()
    .insert(orders)
    .values({
      id: orderId,
      eventId,
      holdId,
      fan,
      buyerName: "",
      buyerEmail: "",
      status: "expired",
      currency: "XXX",
      expiresAt: sql`now()`,
      endedAt: sql`now()`,
    })
    .onConflictDoNothing()
    .returning({ id: orders.id });
  return inserted.length > 0;
}
