import { describe, expect, test } from "vitest";
import { fieldsOf } from "@/lib/core/fields";
import { eventPatch, newEvent } from "./event-input";

const type = { name: "Standard", kind: "general", priceCents: 2500, capacity: 100 };
const event = {
  title: "An evening",
  startsAt: "2027-05-01T20:00:00+02:00",
  timezone: "Europe/Berlin",
  currency: "EUR",
  ticketTypes: [type],
};
const complaints = (input: unknown) => {
  const parsed = newEvent.safeParse(input);
  return parsed.success ? [] : Object.keys(fieldsOf(parsed.error));
};

test("the least an organizer must say is enough", () => {
  expect(newEvent.parse(event)).toMatchObject({
    title: "An evening",
    startsAt: new Date("2027-05-01T18:00:00Z"),
    pools: [],
  });
});

test("ticket types share a pool by its name", () => {
  const shared = { ...event, pools: [{ name: "Floor", capacity: 50 }] };
  expect(complaints({ ...shared, ticketTypes: [{ ...type, pool: "Floor", capacity: undefined }] })).toEqual([]);
  expect(complaints({ ...shared, ticketTypes: [{ ...type, pool: "Balcony" }] })).toEqual(["ticketTypes.0.pool"]);
});

describe("what does not fit is named", () => {
  test.each([
    ["no title", { title: " " }, ["title"]],
    ["a line break in the title", { title: "a\nb" }, ["title"]],
    ["a time without its zone", { startsAt: "2027-05-01T20:00:00" }, ["startsAt"]],
    ["a year nobody means", { startsAt: "0001-05-01T20:00:00Z" }, ["startsAt"]],
    ["an end before its start", { endsAt: "2027-05-01T10:00:00Z" }, ["endsAt"]],
    ["a zone that does not exist", { timezone: "Europe/Atlantis" }, ["timezone"]],
    ["a zone of one library alone", { timezone: "US/Pacific-New" }, ["timezone"]],
    ["an offset", { timezone: "+02:00" }, ["timezone"]],
    ["a currency that does not exist", { currency: "EUX" }, ["currency"]],
    ["a slug with capitals", { slug: "An-Evening" }, ["slug"]],
    ["no ticket type", { ticketTypes: [] }, ["ticketTypes"]],
    ["a price below zero", { ticketTypes: [{ ...type, priceCents: -1 }] }, ["ticketTypes.0.priceCents"]],
    ["a price in half cents", { ticketTypes: [{ ...type, priceCents: 0.5 }] }, ["ticketTypes.0.priceCents"]],
    ["no capacity anywhere", { ticketTypes: [{ name: "A", priceCents: 1 }] }, ["ticketTypes.0.capacity"]],
    ["one name twice", { ticketTypes: [type, type] }, ["ticketTypes.1.name"]],
    ["a pool that is named like a ticket type", { pools: [{ name: "Standard", capacity: 1 }] }, ["ticketTypes.0.name"]],
    ["seats", { ticketTypes: [{ ...type, kind: "seated" }] }, ["ticketTypes.0.kind"]],
    ["a seating plan", { seating: { sections: [] } }, ["seating"]],
    ["a hold of two seconds", { hold: { ttlSeconds: 2 } }, ["hold.ttlSeconds"]],
    ["a hold of an hour", { hold: { ttlSeconds: 3600 } }, ["hold.ttlSeconds"]],
    ["a payment window of an hour", { hold: { paymentSeconds: 3600 } }, ["hold.paymentSeconds"]],
    ["a fee above the price", { fees: { percent: 101 } }, ["fees.percent"]],
    ["an unknown waiting room", { waitingRoom: { mode: "lottery" } }, ["waitingRoom.mode"]],
    [
      "an end of sale before its start",
      { ticketTypes: [{ ...type, saleStartsAt: "2027-01-02T00:00:00Z", saleEndsAt: "2027-01-01T00:00:00Z" }] },
      ["ticketTypes.0.saleEndsAt"],
    ],
  ])("%s", (_name, change, fields) => {
    expect(complaints({ ...event, ...change })).toEqual(fields);
  });

  test("an amount a card cannot be charged in", () => {
    const dinars = { ...event, currency: "KWD" };
    expect(complaints({ ...dinars, ticketTypes: [{ ...type, priceCents: 2505 }] })).toEqual([
      "ticketTypes.0.priceCents",
    ]);
    expect(complaints({ ...dinars, ticketTypes: [{ ...type, priceCents: 2510 }] })).toEqual([]);
  });
});

test("a patch changes what it names and may name nothing", () => {
  expect(eventPatch.parse({})).toEqual({});
  expect(eventPatch.parse({ title: " New " })).toEqual({ title: "New" });
});
