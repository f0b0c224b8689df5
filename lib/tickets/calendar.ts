import { TZDate } from "@date-fns/tz";
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { tzlib_get_ical_block } from "timezones-ical-library";
import { env } from "@/lib/core/env";
import type { TicketDocument, TicketEvent } from "./document";
import { mailTexts } from "./texts";

/** A TZID without its rules is a guess for Outlook. */
function zoneRules(timezone: string) {
  const [block] = [tzlib_get_ical_block(timezone)].flat();
  return block || null;
}

/** Addresses hold commas and line breaks of the organizer's own making; the library escapes them. */
function locationOf({ venue }: TicketEvent) {
  if (!venue) return null;
  const address = [venue.address, venue.city, venue.country].filter(Boolean).join(", ");
  const { latitude, longitude } = venue;
  const geo = latitude !== null && longitude !== null ? { lat: latitude, lon: longitude } : undefined;
  return { title: venue.name, address, ...(geo && { geo }) };
}

/** One VEVENT in the event's zone. The same order gives the same UID, so a second import replaces the first. */
export function calendarFile({ event, order, tickets }: TicketDocument): string {
  const { NEXTAUTH_URL } = env();
  const text = mailTexts();
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: "Holdfast", product: "Tickets", language: "EN" },
    // Named by the event only: the calendar's own zone would turn DTSTAMP, which is UTC by definition, into local time.
    timezone: { name: null, generator: zoneRules },
  });
  calendar.createEvent({
    id: `order.${order.id}@${new URL(NEXTAUTH_URL).hostname}`,
    stamp: order.paidAt,
    start: new TZDate(event.startsAt, event.timezone),
    end: event.endsAt && new TZDate(event.endsAt, event.timezone),
    timezone: event.timezone,
    summary: event.title,
    description: text("calendar", { count: tickets.length, number: order.number, organizer: event.organizer }),
    location: locationOf(event),
    url: new URL(`/events/${event.slug}`, NEXTAUTH_URL).href,
    status: event.status === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
