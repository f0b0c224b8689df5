import { expect, test } from "vitest";
import { saleState } from "./sale-state";

const now = new Date("2027-01-01T12:00:00Z");
const general = { saleStartsAt: null, saleEndsAt: null };
const event = { status: "published", startsAt: "2027-02-01T19:00:00Z", endsAt: null, ticketTypes: [general] };

test("a sale without a window is open until the event is over", () => {
  expect(saleState(event, now)).toEqual({ kind: "open" });
  expect(saleState({ ...event, startsAt: "2026-12-01T19:00:00Z" }, now)).toEqual({ kind: "over" });
});

test("one open ticket type opens the sale, whatever the others say", () => {
  const later = { ...general, saleStartsAt: "2027-01-20T12:00:00Z" };
  expect(saleState({ ...event, ticketTypes: [later, general] }, now)).toEqual({ kind: "open" });
  expect(saleState({ ...event, ticketTypes: [later] }, now)).toEqual({
    kind: "soon",
    opensAt: new Date("2027-01-20T12:00:00Z"),
  });
});

test("the earliest opening is the one announced", () => {
  const types = ["2027-01-20T12:00:00Z", "2027-01-10T12:00:00Z"].map((saleStartsAt) => ({ ...general, saleStartsAt }));
  expect(saleState({ ...event, ticketTypes: types }, now)).toMatchObject({ opensAt: new Date("2027-01-10T12:00:00Z") });
});

test("a window that closed ends the sale, at the closing second", () => {
  const closed = { ...general, saleEndsAt: now.toISOString() };
  expect(saleState({ ...event, ticketTypes: [closed] }, now)).toEqual({ kind: "ended" });
  expect(saleState({ ...event, ticketTypes: [{ ...closed, saleEndsAt: "2027-01-01T12:00:01Z" }] }, now)).toEqual({
    kind: "open",
  });
});

test("a cancelled event says nothing but that", () => {
  expect(saleState({ ...event, status: "cancelled" }, now)).toEqual({ kind: "cancelled" });
});
