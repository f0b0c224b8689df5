import { eq } from "drizzle-orm";
import { primary } from "../client";
import { events } from "../schema/events";
import { orders } from "../schema/orders";

export type LetterHead = NonNullable<Awaited<ReturnType<typeof letterHead>>>;

/** Whom to write about an order, and about what. The sale itself decides: no replica. */
export async function letterHead(orderId: string) {
  const [head] = await primary()
    .select({
      order: {
        id: orders.id,
        buyerName: orders.buyerName,
        buyerEmail: orders.buyerEmail,
        status: orders.status,
        totalCents: orders.totalCents,
        refundedCents: orders.refundedCents,
        currency: orders.currency,
      },
      event: {
        id: events.id,
        slug: events.slug,
        title: events.title,
        startsAt: events.startsAt,
        timezone: events.timezone,
      },
    })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(eq(orders.id, orderId));
  return head;
}
