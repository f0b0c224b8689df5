import { desc, eq, or, sql } from "drizzle-orm";
import { primary } from "../client";
import { events } from "../schema/events";
import { orderItems, orders } from "../schema/orders";
import { venues } from "../schema/venues";

const ordersMax = 100;

type Owner = { fan: string | undefined; user: { id: string; email: string } | undefined };

/** The newest orders of a visitor, of an account, and of the address the account has proved to be its own. */
export async function ordersOfOwner({ fan, user }: Owner) {
  if (!fan && !user) return [];
  return primary()
    .select({
      order: orders,
      units: sql<number>`(select coalesce(sum(${orderItems.quantity}), 0) from ${orderItems} where ${orderItems.orderId} = ${orders.id})::int`,
      event: {
        slug: events.slug,
        title: events.title,
        posterPath: events.posterPath,
        startsAt: events.startsAt,
        timezone: events.timezone,
        currency: events.currency,
      },
      venue: { name: venues.name, city: venues.city },
    })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .leftJoin(venues, eq(venues.id, events.venueId))
    .where(
      or(
        fan ? eq(orders.fan, fan) : undefined,
        user ? eq(orders.userId, user.id) : undefined,
        user ? eq(orders.buyerEmail, user.email) : undefined,
      ),
    )
    .orderBy(desc(orders.createdAt))
    .limit(ordersMax);
}
