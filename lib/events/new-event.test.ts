import { describe, expect, test } from "vitest";
import { fieldsOf } from "@/lib/core/fields";
import { newEvent } from "./new-event";

const type = { name: "Standard", kind: "general", priceCents: 2500, capacity: 100 };
const event = {
  title: "An evening",
  startsAt: "2027-05-01T20:00:00+02:00",
  timezone: "Europe/Berlin",
  currency: "EUR",
  ticketTypes: [type],
};
const seat = { name: "Seat", kind: "seated", priceCents: 4000 };
const stalls = { name: "Stalls", ticketType: "Seat", rows: [{ name: "A", seats: 10 }] };
const balcony = { ...stalls, name: "Balcony", ticketType: "Standard" };
const plan = "11111111-0000-4000-8000-000000000001";
const seated = { ticketTypes: [seat] };
const inRow = (change: object) => ({
  ...seated,
  seating: { sections: [{ ...stalls, rows: [{ name: "A", seats: 10, ...change }] }] },
});
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

test("seats are told row by row, or by a plan imported before", () => {
  expect(complaints({ ...event, ...seated, seating: { sections: [stalls] } })).toEqual([]);
  expect(complaints({ ...event, ...inRow({ accessible: [1], companion: [2] }) })).toEqual([]);
  expect(complaints({ ...event, ticketTypes: [{ ...seat, category: "a" }, type], seating: { plan } })).toEqual([]);
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
    ["seats without a place", { ticketTypes: [{ ...type, kind: "seated" }] }, ["ticketTypes.0.kind"]],
    ["seating without sections", { seating: { sections: [] } }, ["seating.sections"]],
    ["a row without end", inRow({ seats: 1_000_000_000 }), ["seating.sections.0.rows.0.seats"]],
    [
      "sections that a general ticket type sells",
      { seating: { sections: [balcony] } },
      ["seating.sections.0.ticketType"],
    ],
    ["seating that says nothing", { seating: {} }, ["seating"]],
    [
      "sections and a plan",
      { ...seated, seating: { sections: [stalls], plan } },
      ["ticketTypes.0.category", "seating"],
    ],
    [
      "seats that no section has",
      { ...seated, seating: { sections: [balcony] } },
      ["ticketTypes.0.name", "seating.sections.0.ticketType"],
    ],
    [
      "seats in a pool",
      { ticketTypes: [{ ...seat, pool: "Floor" }], seating: { sections: [stalls] } },
      ["ticketTypes.0.pool"],
    ],
    ["a category of general admission", { ticketTypes: [{ ...type, category: "a" }] }, ["ticketTypes.0.category"]],
    [
      "a category beside sections",
      { ticketTypes: [{ ...seat, category: "a" }], seating: { sections: [stalls] } },
      ["ticketTypes.0.category"],
    ],
    ["an imported plan without its category", { ...seated, seating: { plan } }, ["ticketTypes.0.category"]],
    ["an accessible seat beyond its row", inRow({ accessible: [11] }), ["seating.sections.0.rows.0.accessible"]],
    ["a companion alone", inRow({ accessible: [1], companion: [3] }), ["seating.sections.0.rows.0.seats.2"]],
    ["two sections of one name", { ...seated, seating: { sections: [stalls, stalls] } }, ["seating.sections.1"]],
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
