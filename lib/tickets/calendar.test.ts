import { afterEach, describe, expect, test, vi } from "vitest";
import { aTicketDocument } from "@/tests/fixtures/ticket-document";
import { calendarFile } from "./calendar";

const { env } = vi.hoisted(() => ({
  env: { NEXTAUTH_URL: "https://tickets.example.com", HOLDFAST_SECRET: "a master of the tests, long enough" },
}));
vi.mock("@/lib/core/env", () => ({ env: () => env }));

afterEach(() => vi.unstubAllEnvs());

/** Long lines are folded (RFC 5545, 3.1). */
const linesOf = (document: ReturnType<typeof aTicketDocument>) =>
  calendarFile(document).replaceAll("\r\n ", "").split("\r\n");
const startOf = (lines: string[]) => lines.findLast((line) => line.startsWith("DTSTART"));

describe("the calendar file", () => {
  test("says when and where, in the event's zone, with that zone's rules", () => {
    const lines = linesOf(aTicketDocument());
    expect(lines).toEqual(
      expect.arrayContaining([
        "METHOD:PUBLISH",
        "TZID:Europe/Berlin",
        "DTSTART;TZID=Europe/Berlin:20261205T200000",
        "DTEND;TZID=Europe/Berlin:20261206T020000",
        "DTSTAMP:20261122T100000Z",
        "STATUS:CONFIRMED",
        "URL;VALUE=URI:https://tickets.example.com/events/nachtschicht",
      ]),
    );
    expect(lines.find((line) => line.startsWith("LOCATION"))).toContain("Kraftwerk");
  });

  test.each(["America/Los_Angeles", "Asia/Tokyo"])("is the same on a server in %s", (zone) => {
    vi.stubEnv("TZ", zone);
    expect(new Date(0).getTimezoneOffset()).not.toBe(0);
    const lines = linesOf(aTicketDocument());
    expect(startOf(lines)).toBe("DTSTART;TZID=Europe/Berlin:20261205T200000");
    expect(lines).toContain("DTSTAMP:20261122T100000Z");
  });

  test.each([
    ["UTC", "DTSTART:20261205T190000Z"],
    ["Asia/Kolkata", "DTSTART;TZID=Asia/Kolkata:20261206T003000"],
  ])("knows the clock of %s", (timezone, start) => {
    expect(startOf(linesOf(aTicketDocument({ event: { timezone } })))).toBe(start);
  });

  test("keeps its UID, so that a second import replaces the first; another order has another", () => {
    const uidOf = (document: ReturnType<typeof aTicketDocument>) =>
      linesOf(document).find((line) => line.startsWith("UID"));
    const document = aTicketDocument();
    const later = { ...document, event: { ...document.event, startsAt: new Date("2027-01-01T20:00:00Z") } };
    expect(uidOf(later)).toBe(uidOf(document));
    expect(uidOf(aTicketDocument())).not.toBe(uidOf(document));
  });

  test("takes what organizers write as text, never as another entry", () => {
    const title = "One, two;\r\nEND:VEVENT\r\nBEGIN:VEVENT";
    const lines = linesOf(aTicketDocument({ event: { title, organizer: "A\nBEGIN:VALARM" } }));
    expect(lines.filter((line) => line.startsWith("BEGIN:V")).sort()).toEqual([
      "BEGIN:VCALENDAR",
      "BEGIN:VEVENT",
      "BEGIN:VTIMEZONE",
    ]);
    expect(lines.find((line) => line.startsWith("SUMMARY"))).toContain("One\\, two\\;");
  });

  test("does without a place and an end, and tells of a cancelled event", () => {
    const lines = linesOf(aTicketDocument({ event: { venue: null, endsAt: null, status: "cancelled" } }));
    expect(lines.filter((line) => /^(LOCATION|DTEND)/.test(line))).toEqual([]);
    expect(lines).toContain("STATUS:CANCELLED");
  });

  test("carries no key to the order: calendars are shared", () => {
    expect(calendarFile(aTicketDocument())).not.toContain("key=");
  });
});
