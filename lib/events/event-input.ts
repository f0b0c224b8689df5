import { z } from "zod";
import { laneNames } from "@/db/schema/events";
import { line, paragraphs } from "@/lib/core/text";
import { moment } from "@/lib/core/time";
import { slugShape } from "./slug";

const currencies = new Set(Intl.supportedValuesOf("currency"));
export const noSuchAmount = "This currency has no such amount";
export const capacityMax = 1_000_000;
export const priceMax = 99_999_999;
export const ticketTypesMax = 50;
const sharesMax = 90;

export const isCurrency = (code: string) => currencies.has(code);

// Names of ICU's own: Postgres reckons by `events.timezone`, and one it does not know fails every search that meets it.
const unknownToPostgres = /^(?:[^a-z]|systemv\/|us\/pacific-new$)/i;

export function isTimeZone(name: string) {
  try {
    return (
      !unknownToPostgres.test(name) &&
      new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
    );
  } catch {
    return false;
  }
}

const cents = z.int().min(0).max(priceMax);
// Prices are computed in milli-percent.
const percent = z.number().min(0).max(100).multipleOf(0.001);
const limit = z.int().min(1).max(1000).nullable();
export const capacity = z.int().min(1).max(capacityMax);

export const currency = z.string().refine(isCurrency, "An ISO 4217 code, such as EUR");

export const ticketTypeFields = {
  name: line(80).min(1),
  description: paragraphs(2000),
  priceCents: cents,
  capacity,
  maxPerOrder: limit,
  maxPerCustomer: limit,
  saleStartsAt: moment.nullable(),
  saleEndsAt: moment.nullable(),
  visibility: z.enum(["public", "code"]),
};

export const eventFields = {
  title: line(200).min(1),
  slug: z.string().max(80).regex(slugShape, "Lower-case words joined by hyphens"),
  summary: line(300),
  description: paragraphs(20_000),
  category: line(40).toLowerCase().min(1),
  startsAt: moment,
  endsAt: moment.nullable(),
  timezone: z.string().max(64).refine(isTimeZone, "An IANA time zone, such as Europe/Berlin"),
  venue: z.object({
    name: line(120).min(1),
    city: line(80).min(1),
    country: line(80).min(1),
    address: line(200).optional(),
  }),
};

const hold = z.object({
  ttlSeconds: z.int().min(5).max(1800),
  extendSeconds: z.int().min(0).max(1800),
  paymentSeconds: z.int().min(5).max(900),
  maxUnits: z.int().min(1).max(50),
  singleGaps: z.boolean().describe("Whether picked seats may leave a free one alone between others."),
});
const fees = z.object({ fixedCents: cents, percent, included: z.boolean() });
const taxes = z.array(z.object({ name: line(40).min(1), percent, included: z.boolean().default(false) })).max(5);
const waitingRoom = z.object({
  mode: z.enum(["off", "line", "draw"]),
  opensAt: moment,
  ratePerMinute: z.int().min(1).max(1_000_000),
  burst: z.int().min(1).max(100_000),
  maxActive: z.int().min(1).max(1_000_000),
  adaptive: z.boolean(),
});

const accessCode = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}_-]{4,40}$/u, "4 to 40 letters and digits, - and _");
const lane = z.strictObject({
  lane: z.enum(laneNames),
  share: z.int().min(1).max(90).describe("Percent of the admissions while people wait in every line."),
  opensAt: moment.optional().describe("At once where it is absent."),
  codes: z.array(accessCode).max(100).describe("Whoever has one of them may join. None: nobody joins any more."),
  places: z.int().min(1).max(1_000_000).optional().describe("How many join, at most."),
});
const lanes = z
  .array(lane)
  .max(laneNames.length)
  .refine((all) => new Set(all.map((each) => each.lane)).size === all.length, "Each lane once")
  .refine((all) => all.reduce((sum, { share }) => sum + share, 0) <= sharesMax, "Everybody's line keeps a tenth")
  .refine((all) => {
    const codes = all.flatMap((each) => each.codes.map((code) => code.normalize("NFKC").toUpperCase()));
    return new Set(codes).size === codes.length;
  }, "A code leads to one lane");

/** What may change while people wait. */
export const roomPatch = waitingRoom
  .extend({
    lanes,
    paused: z.boolean(),
    message: z
      .object({ en: line(280).optional(), ar: line(280).optional() })
      .describe("What everybody who waits is told."),
  })
  .partial();
export type RoomPatch = z.output<typeof roomPatch>;

export const settings = { hold: hold.partial(), fees: fees.partial(), taxes, waitingRoom: waitingRoom.partial() };

/** What may change later; absent stays as it is, and without a venue it is nowhere yet. */
export const eventPatch = z
  .object({ ...eventFields, venue: eventFields.venue.nullable(), currency, ...settings })
  .partial();
export type EventPatch = z.output<typeof eventPatch>;

/** Without a capacity of its own a ticket type is limited by its pool alone; once published it keeps the one it has. */
export const ticketTypePatch = z
  .object({
    ...ticketTypeFields,
    capacity: capacity.nullable(),
    paused: z.boolean().describe("Nobody may hold any more of it until it is resumed; what is held is honoured."),
  })
  .partial();
export type TicketTypePatch = z.output<typeof ticketTypePatch>;

/** Seats of the event's plan, by their ids. */
export const seatList = z.object({ seats: z.array(line(200)).min(1).max(1000) });
