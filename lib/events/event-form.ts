import { z } from "zod";
import { line, paragraphs } from "@/lib/core/text";
import { uuid } from "@/lib/core/uuid";
import { capacityMax, type EventPatch, isCurrency, isTimeZone, ticketTypesMax } from "./event-input";
import { type FormReader, formReader } from "./form-reader";
import type { NewEvent } from "./new-event";
import { readTicketType, ticketTypeFields } from "./ticket-type-form";

const typed = z.string().trim().max(40);
export const datesMax = 30;
const taxesMax = 5;
const holdMinutesMax = 30;
const maxUnitsMax = 50;

const eventFields = z.object({
  draftId: uuid,
  title: line(200),
  summary: line(300),
  description: paragraphs(20_000),
  category: line(40).toLowerCase(),
  timezone: z.string().max(64),
  currency: z.string().max(3),
  /** On the wall clock of `timezone`. */
  dates: z.array(z.object({ startsAt: typed, endsAt: typed })).max(datesMax),
  venue: z.object({ name: line(120), city: line(80), country: line(80), address: line(200) }),
  feeFixed: typed,
  feePercent: typed,
  taxes: z.array(z.object({ name: line(40), percent: typed, included: z.boolean() })).max(taxesMax),
  /** Empty for what is set already, or suits most. */
  holdMinutes: typed,
  maxUnits: typed,
  /** Only of an event with seats. */
  singleGaps: z.boolean().optional(),
  pools: z.array(z.object({ key: z.string().max(80), name: line(80), capacity: typed })).max(ticketTypesMax),
  ticketTypes: z.array(ticketTypeFields).max(ticketTypesMax),
});
type EventFields = z.output<typeof eventFields>;

function readVenue(reader: FormReader, { venue }: EventFields) {
  if (!Object.values(venue).some(Boolean)) return undefined;
  for (const field of ["name", "city", "country"] as const) reader.text(["venue", field], venue[field]);
  return venue;
}

function readDates(reader: FormReader, { dates, timezone }: EventFields) {
  const seen = new Set<number>();
  return dates.flatMap((date, index) => {
    const at = (field: string) => ["dates", index, field];
    if (!date.startsAt) reader.complain(at("startsAt"), "required");
    const startsAt = reader.time(at("startsAt"), date.startsAt, timezone);
    const endsAt = reader.time(at("endsAt"), date.endsAt, timezone) ?? null;
    if (!startsAt) return [];
    if (endsAt && endsAt <= startsAt) reader.complain(at("endsAt"), "after_start");
    if (seen.has(startsAt.getTime())) reader.complain(at("startsAt"), "name_twice");
    seen.add(startsAt.getTime());
    return [{ startsAt, endsAt }];
  });
}

function readHold(reader: FormReader, { singleGaps, ...form }: EventFields) {
  const holdMinutes = reader.count(["holdMinutes"], form.holdMinutes, holdMinutesMax);
  const maxUnits = reader.count(["maxUnits"], form.maxUnits, maxUnitsMax);
  const hold = {
    ...(holdMinutes && { ttlSeconds: holdMinutes * 60 }),
    ...(maxUnits && { maxUnits }),
    ...(singleGaps !== undefined && { singleGaps }),
  };
  return Object.keys(hold).length > 0 ? { hold } : {};
}

/** All of a form but what it sells. Without a zone or a currency nothing else can be read. */
function readDetails(reader: FormReader, form: EventFields) {
  const { title, summary, description, category, timezone, currency, taxes } = form;
  return {
    title: reader.text(["title"], title),
    ...{ summary, description, timezone, currency },
    category: category || "other",
    venue: readVenue(reader, form),
    fees: {
      fixedCents: form.feeFixed ? (reader.money(["feeFixed"], form.feeFixed, currency) ?? 0) : 0,
      percent: reader.percent(["feePercent"], form.feePercent) ?? 0,
    },
    taxes: taxes.map(({ name, percent, included }, index) => ({
      name: reader.text(["taxes", index, "name"], name),
      percent: reader.percent(["taxes", index, "percent"], percent) ?? 0,
      included,
    })),
    ...readHold(reader, form),
  };
}

function readPools(reader: FormReader, { pools }: EventFields) {
  const names = new Set<string>();
  return pools.map(({ name, capacity }, index) => {
    if (names.has(name)) reader.complain(["pools", index, "name"], "name_twice");
    names.add(name);
    if (!capacity) reader.complain(["pools", index, "capacity"], "required");
    return {
      name: reader.text(["pools", index, "name"], name),
      capacity: reader.count(["pools", index, "capacity"], capacity, capacityMax) ?? 1,
    };
  });
}

function readTypes(reader: FormReader, { ticketTypes, pools, timezone, currency }: EventFields) {
  const names = new Set(pools.map(({ name }) => name));
  if (ticketTypes.length === 0) reader.complain(["ticketTypes"], "too_few");
  return ticketTypes.map((fields, index) => {
    const { capacity, ...type } = readTicketType(reader, fields, { timezone, currency }, ["ticketTypes", index]);
    if (names.has(type.name)) reader.complain(["ticketTypes", index, "name"], "name_twice");
    names.add(type.name);
    const pool = pools.find(({ key }) => key === fields.pool)?.name;
    if (fields.pool && !pool) reader.complain(["ticketTypes", index, "pool"], "choose_pool");
    return { ...type, ...(capacity && { capacity }), ...(pool && { pool }) };
  });
}

/** Whether times and amounts can be read at all. */
function readable(reader: FormReader, { timezone, currency }: EventFields) {
  if (!isTimeZone(timezone)) reader.complain(["timezone"], "not_a_zone");
  if (!isCurrency(currency)) reader.complain(["currency"], "not_a_currency");
  return isTimeZone(timezone) && isCurrency(currency);
}

type EventDraft = {
  draftId: string;
  /** Of every date alike. */
  input: Omit<NewEvent, "startsAt" | "endsAt">;
  dates: { startsAt: Date; endsAt: Date | null }[];
};

/** The editor of a new event, read: the same event on one date or several. */
export const eventForm = eventFields.transform((form, context): EventDraft => {
  const reader = formReader(context);
  if (!readable(reader, form)) return z.NEVER;
  if (form.dates.length === 0) reader.complain(["dates"], "too_few");
  const { venue, ...details } = readDetails(reader, form);
  const dates = readDates(reader, form);
  const [pools, ticketTypes] = [readPools(reader, form), readTypes(reader, form)];
  return { draftId: form.draftId, dates, input: { ...details, ...(venue && { venue }), pools, ticketTypes } };
});
export type EventFormFields = z.input<typeof eventForm>;

/** The same editor for an event that is there: what it sells is changed elsewhere, its date is one. */
export const detailsForm = eventFields.transform((form, context): EventPatch => {
  const reader = formReader(context);
  if (!readable(reader, form)) return z.NEVER;
  const { venue = null, ...details } = readDetails(reader, form);
  const [date, more] = readDates(reader, form);
  if (more) reader.complain(["dates"], "too_many");
  return { ...details, venue, ...date };
});
