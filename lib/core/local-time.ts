import { TZDate, tzOffset } from "@date-fns/tz";

/** What a clock on the wall of a time zone may mean: one moment, two where it is set back, none where it is set on. */
export type LocalMoment =
  | { kind: "once"; at: Date }
  | { kind: "twice"; at: Date; second: Date }
  | { kind: "never" }
  | { kind: "malformed" };

const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::00)?$/;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What a `datetime-local` field says, read in this IANA time zone. Of two moments `at` is the first. */
export function momentOf(local: string, timezone: string): LocalMoment {
  const [, year, month, day, hour, minute] = (shape.exec(local) ?? []).map(Number);
  if (!year || !month || !day || hour === undefined || minute === undefined) return { kind: "malformed" };
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  if (new Date(asUtc).toISOString().slice(0, 16) !== local.slice(0, 16)) return { kind: "malformed" };
  // A day before and a day after stand on both sides of whatever change of the clock is near.
  const offsets = new Set([asUtc - dayMs, asUtc + dayMs].map((ms) => tzOffset(timezone, new Date(ms))));
  const [at, second] = [...offsets]
    .map((offset) => ({ offset, at: new Date(asUtc - offset * minuteMs) }))
    .filter(({ offset, at }) => tzOffset(timezone, at) === offset)
    .map(({ at }) => at)
    .toSorted((a, b) => a.getTime() - b.getTime());
  if (!at) return { kind: "never" };
  return second ? { kind: "twice", at, second } : { kind: "once", at };
}

/** A moment as a `datetime-local` field of this time zone shows it. */
export const localOf = (at: Date | string, timezone: string): string =>
  new TZDate(new Date(at).getTime(), timezone).toISOString().slice(0, 16);
