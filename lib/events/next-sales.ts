import { asc, gt, type SQL, sql } from "drizzle-orm";
import { replica } from "@/db/client";
import { eventRows } from "@/db/queries/events";
import { events } from "@/db/schema/events";
import type { ListedEvent } from "./event-view";
import { listed } from "./list-events";

const opening = sql`(select min(sale_starts_at) from ticket_types
  where event_id = ${events.id} and visibility = 'public' and sale_starts_at > now())`;
const isOpen = sql`exists (select from ticket_types
  where event_id = ${events.id} and visibility = 'public' and kind = 'general'
    and coalesce(sale_starts_at, '-infinity') <= now() and coalesce(sale_ends_at, 'infinity') > now())`;

/** Published events whose sale has not begun, the next to begin first: at most `limit`. */
export async function nextSales(limit: number): Promise<ListedEvent[]> {
  const coming: SQL = sql`${events.status} = 'published' and ${gt(events.startsAt, sql`now()`)}
    and ${opening} is not null and not ${isOpen}`;
  const rows = await eventRows(coming, [asc(opening), asc(events.id)], limit, replica());
  return listed(rows);
}
