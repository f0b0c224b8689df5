import { expect, test } from "vitest";
import type { EventView, TicketTypeView } from "./event-view";
import { publishCheck } from "./publish-check";

const now = new Date("2027-01-01T12:00:00Z");
const type: TicketTypeView = {
  id: "00000000-0000-4000-8000-000000000001",
  name: "Standing",
  description: "",
  kind: "general",
  category: null,
  priceCents: 1000,
  feeCents: 0,
  taxCents: 0,
  totalCents: 1000,
  capacity: 10,
  maxPerOrder: null,
  maxPerCustomer: null,
  saleStartsAt: null,
  saleEndsAt: null,
  visibility: "public",
  paused: false,
};
const event: EventView = {
  id: "00000000-0000-4000-8000-000000000002",
  slug: "evening",
  title: "Evening",
  summary: "",
  description: "An evening.",
  category: "music",
  posterPath: "",
  startsAt: "2027-02-01T19:00:00.000Z",
  endsAt: null,
  seatingVersion: null,
  timezone: "Europe/Berlin",
  currency: "EUR",
  status: "draft",
  organizer: { id: "00000000-0000-4000-8000-000000000003", name: "Hall", accent: null },
  venue: { name: "Hall", address: "", city: "Berlin", country: "DE" },
  series: null,
  minPriceCents: 1000,
  ticketTypes: [type],
  fees: { fixedCents: 0, percent: 0, included: false },
  taxes: [],
  hold: { ttlSeconds: 600, extendSeconds: 300, paymentSeconds: 300, maxUnits: 8 },
  waitingRoom: { mode: "off", opensAt: null },
};
const check = (change: Partial<EventView>, testPayments = false) =>
  publishCheck({ ...event, ...change }, { now, testPayments });

test("nothing stands in the way of a complete event", () => {
  expect(check({})).toEqual({ obstacles: [], advice: [] });
});

test.each<[string, Partial<EventView>, object[]]>([
  ["no ticket type", { ticketTypes: [] }, [{ kind: "no_ticket_type" }]],
  ["an event that is over", { startsAt: "2026-12-31T19:00:00Z" }, [{ kind: "event_over" }]],
  ["a sale that is over", { ticketTypes: [{ ...type, saleEndsAt: now.toISOString() }] }, [{ kind: "sale_over" }]],
  [
    "a sale that opens after the event",
    { ticketTypes: [{ ...type, saleStartsAt: "2027-02-01T19:00:00Z" }] },
    [{ kind: "sale_after_event", name: "Standing" }],
  ],
])("%s stands in the way", (_name, change, obstacles) => {
  expect(check(change).obstacles).toEqual(obstacles);
});

test("an event under way still sells, and so does one with a ticket type that is not over", () => {
  expect(check({ startsAt: "2026-12-31T19:00:00Z", endsAt: "2027-01-03T00:00:00Z" }).obstacles).toEqual([]);
  const ended = { ...type, saleEndsAt: now.toISOString() };
  expect(check({ ticketTypes: [ended, type] }).obstacles).toEqual([]);
});

test.each<[string, Partial<EventView>, boolean, string[]]>([
  ["no venue", { venue: null }, false, ["no_venue"]],
  ["no description", { description: " " }, false, ["no_description"]],
  ["hidden ticket types only", { ticketTypes: [{ ...type, visibility: "code" }] }, false, ["only_codes"]],
  ["payments in test mode", {}, true, ["test_payments"]],
  ["nothing, where all is free", { ticketTypes: [{ ...type, totalCents: 0 }] }, true, []],
])("an organizer is told of %s, and may publish", (_name, change, testPayments, kinds) => {
  const { obstacles, advice } = check(change, testPayments);
  expect(advice.map(({ kind }) => kind)).toEqual(kinds);
  expect(obstacles).toEqual([]);
});
