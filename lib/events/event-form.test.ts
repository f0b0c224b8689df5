import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { fieldsOf } from "@/lib/core/fields";
import { detailsFieldsOf } from "./details-fields";
import { detailsForm, type EventFormFields, eventForm } from "./event-form";
import type { EventView } from "./event-view";
import { newEvent } from "./new-event";
import { blankTicketType, ticketTypeForm } from "./ticket-type-form";

const standing = { ...blankTicketType, name: "Standing", price: "12,50", capacity: "300" };
const form: EventFormFields = {
  draftId: randomUUID(),
  title: "An evening",
  summary: "",
  description: "",
  category: "music",
  timezone: "Europe/Berlin",
  currency: "EUR",
  dates: [{ startsAt: "2027-05-14T20:00", endsAt: "" }],
  venue: { name: "Town Hall", city: "Berlin", country: "DE", address: "" },
  feeFixed: "",
  feePercent: "",
  taxes: [],
  holdMinutes: "",
  maxUnits: "",
  pools: [],
  ticketTypes: [standing],
};

const event: EventView = {
  id: randomUUID(),
  slug: "evening",
  title: "Evening",
  summary: "",
  description: "",
  category: "music",
  posterPath: "",
  startsAt: "2027-05-14T18:00:00.000Z",
  endsAt: "2027-05-14T21:30:00.000Z",
  seatingVersion: null,
  timezone: "Europe/Berlin",
  currency: "EUR",
  status: "draft",
  organizer: { id: randomUUID(), name: "Hall", accent: null },
  venue: { name: "Hall", address: "", city: "Berlin", country: "DE" },
  series: null,
  minPriceCents: null,
  ticketTypes: [],
  fees: { fixedCents: 0, percent: 2.5, included: false },
  taxes: [{ name: "VAT", percent: 19, included: true }],
  hold: { ttlSeconds: 600, extendSeconds: 300, paymentSeconds: 300, maxUnits: 8 },
  waitingRoom: { mode: "off", opensAt: null },
};

const complaints = (change: Partial<EventFormFields>) => {
  const read = eventForm.safeParse({ ...form, ...change });
  return read.success ? {} : fieldsOf(read.error);
};

test("what people type becomes what an event is made of, at the clock of its zone", () => {
  const { input, dates } = eventForm.parse(form);
  expect(dates).toEqual([{ startsAt: new Date("2027-05-14T18:00:00Z"), endsAt: null }]);
  expect(input).toMatchObject({
    title: "An evening",
    currency: "EUR",
    fees: { fixedCents: 0, percent: 0 },
    ticketTypes: [{ name: "Standing", priceCents: 1250, capacity: 300, maxPerOrder: null, saleStartsAt: null }],
  });
});

test("what is left empty of the hold stays as it is, or as it suits most", () => {
  expect(eventForm.parse(form).input).not.toHaveProperty("hold");
  expect(detailsForm.parse({ ...form, holdMinutes: "15" })).toMatchObject({ hold: { ttlSeconds: 900 } });
  for (const singleGaps of [true, false])
    expect(detailsForm.parse({ ...form, singleGaps })).toHaveProperty("hold", { singleGaps });
});

test("what the form takes, the API takes", () => {
  const { input, dates } = eventForm.parse({
    ...form,
    feeFixed: "1",
    feePercent: "2,5",
    taxes: [{ name: "VAT", percent: "19", included: true }],
    pools: [{ key: "a", name: "Floor", capacity: "500" }],
    ticketTypes: [standing, { ...standing, name: "Student", pool: "a", capacity: "", saleEndsAt: "2027-05-14T12:00" }],
  });
  const sent = JSON.parse(JSON.stringify({ ...input, ...dates[0] }));
  expect(newEvent.parse(sent)).toMatchObject({
    fees: { fixedCents: 100, percent: 2.5 },
    taxes: [{ name: "VAT", percent: 19, included: true }],
    ticketTypes: [{ capacity: 300 }, { pool: "Floor", saleEndsAt: new Date("2027-05-14T10:00:00Z") }],
  });
});

describe("what cannot be read is named beside its field, all of it at once", () => {
  const type = (change: object) => ({ ticketTypes: [{ ...standing, ...change }] });
  test.each<[string, Partial<EventFormFields>, Record<string, string[]>]>([
    ["nothing typed", { title: " " }, { title: ["required"] }],
    ["no date", { dates: [{ startsAt: "", endsAt: "" }] }, { "dates.0.startsAt": ["required"] }],
    [
      "an hour that summer time leaves out",
      { dates: [{ startsAt: "2027-03-28T02:30", endsAt: "" }] },
      { "dates.0.startsAt": ["no_such_time"] },
    ],
    [
      "an end before its start",
      { dates: [{ startsAt: "2027-05-14T20:00", endsAt: "2027-05-14T19:00" }] },
      { "dates.0.endsAt": ["after_start"] },
    ],
    ["one date twice", { dates: [...form.dates, ...form.dates] }, { "dates.1.startsAt": ["name_twice"] }],
    [
      "a year nobody means",
      { dates: [{ startsAt: "0999-05-14T20:00", endsAt: "9999-12-31T23:59" }], timezone: "America/New_York" },
      { "dates.0.startsAt": ["not_a_time"], "dates.0.endsAt": ["not_a_time"] },
    ],
    ["a zone nobody lives in", { timezone: "Europe/Atlantis" }, { timezone: ["not_a_zone"] }],
    ["money nobody has", { currency: "EUX" }, { currency: ["not_a_currency"] }],
    ["half a venue", { venue: { ...form.venue, city: "" } }, { "venue.city": ["required"] }],
    ["no ticket type", { ticketTypes: [] }, { ticketTypes: ["too_few"] }],
    ["a price in words", type({ price: "ten" }), { "ticketTypes.0.price": ["not_an_amount"] }],
    ["no price", type({ price: "" }), { "ticketTypes.0.price": ["not_an_amount"] }],
    ["a price above all measure", type({ price: "1000000" }), { "ticketTypes.0.price": ["too_much"] }],
    ["no places", type({ capacity: "" }), { "ticketTypes.0.capacity": ["required"] }],
    ["no place at all", type({ capacity: "0" }), { "ticketTypes.0.capacity": ["not_a_number"] }],
    ["a pool that is not there", type({ pool: "x" }), { "ticketTypes.0.pool": ["choose_pool"] }],
    ["one name twice", { ticketTypes: [standing, standing] }, { "ticketTypes.1.name": ["name_twice"] }],
    [
      "a pool that is named like a ticket type",
      { pools: [{ key: "a", name: "Standing", capacity: "5" }] },
      { "ticketTypes.0.name": ["name_twice"] },
    ],
    [
      "a sale that ends before it begins",
      type({ saleStartsAt: "2027-05-02T10:00", saleEndsAt: "2027-05-01T10:00" }),
      { "ticketTypes.0.saleEndsAt": ["after_start"] },
    ],
    ["more than all of it", { feePercent: "101" }, { feePercent: ["not_a_percentage"] }],
    ["a hold of an hour", { holdMinutes: "60" }, { holdMinutes: ["too_much"] }],
    ["two things", { title: "", feeFixed: "x" }, { title: ["required"], feeFixed: ["not_an_amount"] }],
  ])("%s", (_name, change, fields) => {
    expect(complaints(change)).toEqual(fields);
  });

  test("nothing, where all is well", () => {
    expect(complaints({})).toEqual({});
  });
});

test("an event shown in its editor and read again is the same", () => {
  const shown = detailsFieldsOf({
    ...event,
    seatingVersion: null,
    timezone: "America/New_York",
    currency: "KWD",
    fees: { ...event.fees, fixedCents: 1250 },
  });
  expect(detailsForm.parse({ ...form, ...shown })).toMatchObject({
    title: event.title,
    startsAt: new Date(event.startsAt),
    endsAt: new Date(event.endsAt ?? ""),
    venue: event.venue,
    fees: { fixedCents: 1250, percent: 2.5 },
    taxes: event.taxes,
  });
});

test("an event that is there loses a venue that was emptied", () => {
  const venue = { name: "", city: "", country: "", address: "" };
  expect(detailsForm.parse({ ...form, venue })).toMatchObject({ venue: null });
  expect(detailsForm.parse(form)).toMatchObject({ venue: { name: form.venue.name } });
});

test("an event that is there has one date", () => {
  expect(detailsForm.parse(form)).toMatchObject({ startsAt: new Date("2027-05-14T18:00:00Z"), endsAt: null });
  const two = [...form.dates, { startsAt: "2027-05-15T20:00", endsAt: "" }];
  expect(detailsForm.safeParse({ ...form, dates: two }).success).toBe(false);
});

test("a ticket type alone is read at the clock and in the money of its event", () => {
  const ticketTypeId = randomUUID();
  const terms = { timezone: "Asia/Tokyo", currency: "JPY" };
  const fields = { ...standing, price: "1500", saleStartsAt: "2027-05-01T10:00", ticketTypeId };
  expect(ticketTypeForm(terms).parse(fields)).toMatchObject({
    ticketTypeId,
    type: { priceCents: 1500, saleStartsAt: new Date("2027-05-01T01:00:00Z") },
  });
  expect(ticketTypeForm(terms).safeParse({ ...fields, price: "12,50" }).success).toBe(false);
});
