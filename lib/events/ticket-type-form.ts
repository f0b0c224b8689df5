import { z } from "zod";
import { line, paragraphs } from "@/lib/core/text";
import { uuid } from "@/lib/core/uuid";
import { capacityMax } from "./event-input";
import { type FormReader, formReader } from "./form-reader";
import type { NewTicketType } from "./new-event";

const typed = z.string().trim().max(40);
const perOrderMax = 1000;

export const ticketTypeFields = z.object({
  name: line(80),
  description: paragraphs(2000),
  price: typed,
  /** Of its own places, or its share of a pool. */
  capacity: typed,
  /** Which pool it sells from; empty for places of its own. */
  pool: z.string().max(80),
  maxPerOrder: typed,
  maxPerCustomer: typed,
  saleStartsAt: typed,
  saleEndsAt: typed,
  visibility: z.enum(["public", "code"]),
});
/** A ticket type as a form holds it: everything as people type it, times on the clock of the event. */
export type TicketTypeFields = z.output<typeof ticketTypeFields>;

export const blankTicketType: TicketTypeFields = {
  name: "",
  description: "",
  price: "",
  capacity: "",
  pool: "",
  maxPerOrder: "",
  maxPerCustomer: "",
  saleStartsAt: "",
  saleEndsAt: "",
  visibility: "public",
};

type Terms = { timezone: string; currency: string };
/** As `NewTicketType`, with nothing left unsaid: an emptied field is a change as well. */
type Read = Required<Omit<NewTicketType, "kind" | "pool" | "capacity" | "category">> & { capacity: number | undefined };

/** What a form says of a ticket type; `fields` is where its own stand in the form. */
export function readTicketType(
  reader: FormReader,
  type: TicketTypeFields,
  { timezone, currency }: Terms,
  fields: (string | number)[],
): Read {
  const at = (field: keyof TicketTypeFields) => [...fields, field];
  const saleStartsAt = reader.time(at("saleStartsAt"), type.saleStartsAt, timezone) ?? null;
  const saleEndsAt = reader.time(at("saleEndsAt"), type.saleEndsAt, timezone) ?? null;
  if (saleStartsAt && saleEndsAt && saleEndsAt <= saleStartsAt) reader.complain(at("saleEndsAt"), "after_start");
  if (!type.pool && !type.capacity) reader.complain(at("capacity"), "required");
  return {
    name: reader.text(at("name"), type.name),
    description: type.description,
    priceCents: reader.money(at("price"), type.price, currency) ?? 0,
    capacity: reader.count(at("capacity"), type.capacity, capacityMax),
    maxPerOrder: reader.count(at("maxPerOrder"), type.maxPerOrder, perOrderMax) ?? null,
    maxPerCustomer: reader.count(at("maxPerCustomer"), type.maxPerCustomer, perOrderMax) ?? null,
    saleStartsAt,
    saleEndsAt,
    visibility: type.visibility,
  };
}

/** One ticket type of an event that is there already. */
export const ticketTypeForm = (terms: Terms) =>
  ticketTypeFields.extend({ ticketTypeId: uuid }).transform(({ ticketTypeId, pool, ...type }, context) => ({
    ticketTypeId,
    poolId: pool || undefined,
    type: readTicketType(formReader(context), { ...type, pool }, terms, []),
  }));
