import { locale } from "./texts";

type Moment = { startsAt: Date; timezone: string };

const formatted = ({ startsAt, timezone }: Moment, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: timezone, ...options }).format(startsAt);

const zoneOf = ({ startsAt, timezone }: Moment) =>
  new Intl.DateTimeFormat(locale, { timeZone: timezone, timeZoneName: "short" })
    .formatToParts(startsAt)
    .find((part) => part.type === "timeZoneName")?.value ?? timezone;

/** When an event starts, in the zone where it takes place: the reader may be anywhere. */
export function eventTime(event: Moment) {
  return {
    day: formatted(event, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    shortDay: formatted(event, { day: "numeric", month: "short" }),
    time: formatted(event, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    zone: zoneOf(event),
  };
}
