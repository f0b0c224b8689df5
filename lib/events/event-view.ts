import { z } from "zod";

const time = z.iso.datetime();

/** A ticket type as it is told; `totalCents` is what one ticket costs with everything in it. */
export const ticketTypeView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    kind: z.enum(["general", "seated"]),
    category: z.string().nullable().describe("The price category of the seating plan whose seats it sells, by its id."),
    priceCents: z.int(),
    feeCents: z.int(),
    taxCents: z.int(),
    totalCents: z.int().describe("What one ticket costs, with every fee and tax in it."),
    capacity: z.int(),
    maxPerOrder: z.int().nullable(),
    maxPerCustomer: z.int().nullable(),
    saleStartsAt: time.nullable(),
    saleEndsAt: time.nullable(),
    visibility: z.enum(["public", "code"]),
    paused: z.boolean().describe("Whether its organizer stopped its sale for now."),
  })
  .meta({ id: "TicketType" });
export type TicketTypeView = z.output<typeof ticketTypeView>;

/** One event as one document: what pages, clients and caches know of it. Times are ISO 8601, in UTC. */
export const eventView = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    description: z.string().describe("Markdown."),
    category: z.string(),
    posterPath: z.string(),
    startsAt: time,
    endsAt: time.nullable(),
    timezone: z.string(),
    seatingVersion: z.uuid().nullable().describe("Of its seating plan; null without seats."),
    currency: z.string(),
    status: z.enum(["draft", "published", "cancelled"]),
    organizer: z.object({
      id: z.uuid(),
      name: z.string(),
      accent: z.string().nullable().describe("The organizer's colour as `#rrggbb`, if it chose one."),
    }),
    venue: z.object({ name: z.string(), address: z.string(), city: z.string(), country: z.string() }).nullable(),
    series: z.object({ title: z.string(), slug: z.string() }).nullable(),
    minPriceCents: z.int().nullable().describe("All-in; null while nothing is for sale to everyone."),
    ticketTypes: z.array(ticketTypeView),
    fees: z.object({ fixedCents: z.int(), percent: z.number(), included: z.boolean() }),
    taxes: z.array(z.object({ name: z.string(), percent: z.number(), included: z.boolean() })),
    hold: z.object({
      ttlSeconds: z.int(),
      extendSeconds: z.int(),
      paymentSeconds: z.int(),
      maxUnits: z.int(),
      singleGaps: z.boolean().optional().describe("Picked seats may leave a free one alone."),
    }),
    waitingRoom: z.object({ mode: z.enum(["off", "line", "draw"]), opensAt: z.string().nullable() }),
  })
  .meta({ id: "Event" });
export type EventView = z.output<typeof eventView>;

/** An event in a list: everything but its description. */
export const listedEvent = eventView.omit({ description: true }).meta({ id: "ListedEvent" });
export type ListedEvent = z.output<typeof listedEvent>;
