import { latestPaid, paidByMinute } from "@/db/queries/live-sales";
import { briefly } from "@/lib/cache/briefly";
import { durations } from "@/lib/core/durations";
import type { Grant } from "@/lib/core/grant";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { EventView } from "./event-view";
import { eventNow } from "./read-event";
import { type Sales, type StockCounts, salesFrom, salesTotals } from "./sales";

export type SalesMinute = { minuteMs: number; orders: number; tickets: number };
export type PaidOrder = { id: string; buyerName: string; units: number; totalCents: number; paidAt: string };

/** How an event sells this second, as its organizer watches it. */
export type LiveSales = Sales & {
  /** The last hour, oldest first, with the minutes in which nothing sold. */
  minutes: SalesMinute[];
  latest: PaidOrder[];
  asOf: string;
};

type Unavailable = { kind: "unavailable"; retryAfterSeconds: number };
type Asked = Grant<"sales:read"> & {
  eventId: string;
  /** Reads the stock, once; undefined for an event that is not in sale. */
  readStock: () => Promise<Result<StockCounts, Unavailable>>;
};

const minuteMs = 60_000;
const hourMinutes = 60;
const latestMax = 10;
// An order may be seen a little after its minute: what was read of the hour is corrected this far back.
const correctedMinutes = 3;

/** The hour is read every half minute, the minutes that still move each time. */
async function minutesOf(eventId: string, now: number): Promise<SalesMinute[]> {
  const [hour, latest] = await Promise.all([
    briefly(`sales-hour:${eventId}`, durations.salesHourKeptMs, () => paidByMinute(eventId, hourMinutes)),
    paidByMinute(eventId, correctedMinutes),
  ]);
  const known = new Map([...hour, ...latest].map((row) => [row.minuteMs, row]));
  const current = Math.floor(now / minuteMs) * minuteMs;
  return Array.from({ length: hourMinutes }, (_, index) => {
    const at = current - (hourMinutes - 1 - index) * minuteMs;
    return { minuteMs: at, orders: known.get(at)?.orders ?? 0, tickets: known.get(at)?.tickets ?? 0 };
  });
}

async function latestOf(eventId: string): Promise<PaidOrder[]> {
  const rows = await latestPaid(eventId, latestMax);
  return rows.flatMap(({ paidAt, status: _, ...row }) => (paidAt ? [{ ...row, paidAt: paidAt.toISOString() }] : []));
}

async function read(event: EventView, readStock: Asked["readStock"]): Promise<Result<LiveSales, Unavailable>> {
  const now = Date.now();
  const [stock, totals, minutes, latest] = await Promise.all([
    readStock(),
    briefly(`sales-totals:${event.id}`, durations.salesTotalsKeptMs, () => salesTotals(event.id)),
    minutesOf(event.id, now),
    latestOf(event.id),
  ]);
  if (!stock.ok) return stock;
  return ok({ ...salesFrom(event, totals, stock.value), minutes, latest, asOf: new Date(now).toISOString() });
}

/**
 * One reading a second for however many watch in this process: one call to Redis, and statements that an index bounds.
 * Money and order counts are up to `salesTotalsKeptMs` old.
 */
export async function liveSales({
  organizationId,
  eventId,
  readStock,
}: Asked): Promise<Result<LiveSales, Unavailable | { kind: "not_found" }>> {
  const event = await briefly(`sales-event:${eventId}`, durations.salesTotalsKeptMs, () => eventNow(eventId));
  if (event?.organizer.id !== organizationId) return refuse({ kind: "not_found" });
  return briefly(`sales:${eventId}`, durations.salesKeptMs, () => read(event, readStock));
}
