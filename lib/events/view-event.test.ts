import { expect, test } from "vitest";
import type { EventRow, TypeRow } from "@/db/queries/events";
import { availabilityOf } from "./availability";
import { eventView } from "./event-view";
import { publicView, viewEvent } from "./view-event";

const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const at = new Date("2027-05-01T18:00:00Z");

const row: EventRow = {
  event: {
    id: id(1),
    organizationId: id(2),
    venueId: null,
    seriesId: null,
    seatingPlanVersionId: null,
    slug: "an-evening",
    title: "An evening",
    summary: "",
    description: "",
    category: "music",
    posterPath: "",
    startsAt: at,
    endsAt: null,
    timezone: "Europe/Berlin",
    currency: "EUR",
    status: "published",
    generation: 1,
    catalogueVersion: 1,
    hold: { ttlSeconds: 600, extendSeconds: 300, paymentSeconds: 300, maxUnits: 8 },
    fees: { fixedCents: 100, percent: 10, included: false },
    taxes: [{ name: "VAT", percent: 20, included: false }],
    waitingRoom: { mode: "off", ratePerMinute: 600, burst: 50, maxActive: 1000, adaptive: false },
    createdAt: at,
    publishedAt: at,
  },
  organizer: { id: id(2), name: "Northlight", accent: "#0b5cad" },
  venue: null,
  series: null,
};

const type = (digit: number, change: Partial<TypeRow["type"]>, places = 100): TypeRow => ({
  type: {
    id: id(digit),
    eventId: id(1),
    poolId: id(9),
    category: null,
    paused: false,
    name: `Type ${digit}`,
    description: "",
    kind: "general",
    priceCents: 1000,
    ...{ capacity: null, capacityBefore: null },
    maxPerOrder: null,
    maxPerCustomer: null,
    saleStartsAt: null,
    saleEndsAt: null,
    visibility: "public",
    position: 0,
    ...change,
  },
  places,
});

test("an event tells each price with everything in it, and the least of those everyone may buy", () => {
  const view = viewEvent(row, [
    type(3, {}),
    type(4, { priceCents: 1, visibility: "code" }),
    type(5, { eventId: id(8) }),
  ]);
  // 10.00 + 1.00 + 10 % = 12.00, and 20 % tax on it.
  expect(view.ticketTypes[0]).toMatchObject({ priceCents: 1000, feeCents: 200, taxCents: 240, totalCents: 1440 });
  expect(view.minPriceCents).toBe(1440);
  expect(view.ticketTypes.map((each) => each.id)).toEqual([id(3), id(4)]);
  expect(publicView(view).ticketTypes.map((each) => each.id)).toEqual([id(3)]);
  expect(eventView.parse(JSON.parse(JSON.stringify(view)))).toEqual(view);
});

test("capacity is the smaller of a type's own and its pool's", () => {
  const types = [type(3, { capacity: 30 }), type(4, { capacity: 300 }), type(5, {})];
  expect(viewEvent(row, types).ticketTypes.map(({ capacity }) => capacity)).toEqual([30, 100, 100]);
});

test("an event that sells nothing to everyone has no least price", () => {
  expect(viewEvent(row, [type(3, { visibility: "code" })]).minPriceCents).toBeNull();
});

test("sold out means every type everyone may buy", () => {
  const view = publicView(viewEvent(row, [type(3, {}), type(4, {}), type(5, { visibility: "code" })]));
  const stock = (status: "sold_out" | "few") => ({
    version: 7,
    types: {
      [id(3)]: { status: "sold_out" as const, available: 0 },
      [id(4)]: { status, available: status === "few" ? 1 : 0 },
      [id(5)]: { status: "available" as const, available: 10 },
    },
  });
  expect(availabilityOf(view, stock("sold_out"))).toMatchObject({ version: 7, soldOut: true });
  expect(availabilityOf(view, stock("few"))).toMatchObject({
    soldOut: false,
    ticketTypes: [{ id: id(3) }, { id: id(4) }],
  });
  expect(availabilityOf({ ...view, ticketTypes: [] }, stock("few")).soldOut).toBe(false);
});
