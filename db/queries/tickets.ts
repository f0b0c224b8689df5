import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import { primary } from "../client";
import { events, ticketTypes } from "../schema/events";
import { orderItems, orders, tickets } from "../schema/orders";
import { organizations } from "../schema/organizers";
import { venues } from "../schema/venues";

/** More than any hold can carry. */
const ticketsMax = 1000;

/** A captured order, one row a ticket still good for entry, or one row without any. The sale itself decides: no replica. */
export const capturedOrder = (orderId: string) =>
  primary()
    .select({
      order: {
        id: orders.id,
        buyerName: orders.buyerName,
        buyerEmail: orders.buyerEmail,
        totalCents: orders.totalCents,
        refundedCents: orders.refundedCents,
        currency: orders.currency,
        paidAt: orders.paidAt,
      },
      event: {
        id: events.id,
        slug: events.slug,
        title: events.title,
        summary: events.summary,
        category: events.category,
        startsAt: events.startsAt,
        endsAt: events.endsAt,
        timezone: events.timezone,
        status: events.status,
      },
      organizer: { name: organizations.name },
      venue: {
        name: venues.name,
        address: venues.address,
        city: venues.city,
        country: venues.country,
        latitude: venues.latitude,
        longitude: venues.longitude,
      },
      ticket: { id: tickets.id, unit: tickets.unit, seat: tickets.seat, attendeeName: tickets.attendeeName },
      type: { name: ticketTypes.name, kind: ticketTypes.kind },
      price: { unitCents: orderItems.unitCents, feeCents: orderItems.feeCents, taxCents: orderItems.taxCents },
    })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .innerJoin(organizations, eq(organizations.id, events.organizationId))
    .leftJoin(venues, eq(venues.id, events.venueId))
    .leftJoin(tickets, and(eq(tickets.orderId, orders.id), inArray(tickets.status, ["valid", "checked_in"])))
    .leftJoin(ticketTypes, eq(ticketTypes.id, tickets.ticketTypeId))
    .leftJoin(orderItems, and(eq(orderItems.orderId, orders.id), eq(orderItems.ticketTypeId, tickets.ticketTypeId)))
    .where(and(eq(orders.id, orderId), isNotNull(orders.capturedAt)))
    .orderBy(asc(ticketTypes.position), asc(tickets.unit))
    .limit(ticketsMax);
