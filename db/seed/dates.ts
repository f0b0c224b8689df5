import { TZDate } from "@date-fns/tz";
import type { DemoEvent } from "./programme/demo-event";

/** The hour on a clock at the venue, so many days after the seed day. */
function local(seedDay: Date, timezone: string, days: number, hour: number, minute: number): Date {
  const today = new TZDate(seedDay.getTime(), timezone);
  const there = new TZDate(today.getFullYear(), today.getMonth(), today.getDate() + days, hour, minute, timezone);
  return new Date(there.getTime());
}

export function startOf({ when, timezone }: DemoEvent, seedDay: Date): Date {
  const weekday = new TZDate(seedDay.getTime(), timezone).getDay();
  const wait = (when.weekday - weekday - when.inDays) % 7;
  const [hour = 0, minute = 0] = when.at.split(":").map(Number);
  return local(seedDay, timezone, when.inDays + ((wait + 7) % 7), hour, minute);
}

export const endOf = (event: DemoEvent, seedDay: Date) =>
  new Date(startOf(event, seedDay).getTime() + event.when.hours * 3_600_000);

/** Sales open and close at noon, where the event is. */
export const noonAfter = (days: number | undefined, timezone: string, seedDay: Date) =>
  days === undefined ? null : local(seedDay, timezone, days, 12, 0);
