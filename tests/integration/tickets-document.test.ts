import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { primary } from "@/db/client";
import { events } from "@/db/schema/events";
import { tickets } from "@/db/schema/orders";
import { venues } from "@/db/schema/venues";
import { ticketDocument } from "@/lib/tickets/document";
import { ticketsPdf } from "@/lib/tickets/pdf";
import { publicKeys } from "@/lib/tickets/sign";
import { verifyTicketCode } from "@/lib/tickets/verify";
import { aPaidOrder } from "../fixtures/paid-order";

test("a paid order's document names every ticket, its holder, its price, and a code that verifies", async () => {
  const { orderId, eventId, ticketIds } = await aPaidOrder({ name: "Ada", holders: ["Grace", "", "شيرين"] });
  const document = await ticketDocument(orderId);
  expect(document?.order).toMatchObject({ id: orderId, buyerName: "Ada", totalCents: 8250, currency: "EUR" });
  expect(document?.event).toMatchObject({ id: eventId, title: "Test Night", organizer: "Test Hall", venue: null });
  expect(document?.tickets.map(({ id }) => id)).toEqual(ticketIds);
  expect(document?.tickets.map(({ holder }) => holder)).toEqual(["Grace", "Ada", "شيرين"]);
  expect(document?.tickets.map(({ priceCents, typeName }) => [priceCents, typeName])).toEqual(
    Array(3).fill([2750, "Standing"]),
  );
  const claims = document?.tickets.map(({ code }) => verifyTicketCode(code, publicKeys()));
  expect(claims).toEqual(ticketIds.map((ticketId) => ({ ok: true, value: { ticketId, eventId } })));
  expect(document && (await ticketsPdf(document)).length).toBeGreaterThan(10_000);
});

test("there is no document, and so no code, before the money is there", async () => {
  const { orderId } = await aPaidOrder({ captured: false });
  expect(await ticketDocument(orderId)).toBeUndefined();
  const other = await aPaidOrder();
  expect((await ticketDocument(other.orderId))?.tickets).toHaveLength(2);
});

test("a returned ticket is not handed out again; an admitted one still is; with none left there is no document", async () => {
  const { orderId, ticketIds } = await aPaidOrder();
  const [first = "", second = ""] = ticketIds;
  await primary().update(tickets).set({ status: "void" }).where(eq(tickets.id, first));
  await primary().update(tickets).set({ status: "checked_in" }).where(eq(tickets.id, second));
  expect((await ticketDocument(orderId))?.tickets.map(({ id }) => id)).toEqual([second]);
  await primary().update(tickets).set({ status: "void" }).where(eq(tickets.id, second));
  expect(await ticketDocument(orderId)).toBeUndefined();
});

test("the place is told where there is one", async () => {
  const { orderId, eventId, organizationId } = await aPaidOrder();
  const venue = { id: orderId, organizationId, name: "Kraftwerk", city: "Berlin", country: "DE" };
  await primary().insert(venues).values(venue);
  await primary().update(events).set({ venueId: venue.id }).where(eq(events.id, eventId));
  expect((await ticketDocument(orderId))?.event.venue).toMatchObject({ name: "Kraftwerk", latitude: null });
});
