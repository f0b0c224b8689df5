import { asc, desc, eq } from "drizzle-orm";
import { eventRows, typeRows } from "@/db/queries/events";
import { events } from "@/db/schema/events";
import type { Grant } from "@/lib/core/grant";
import type { ListedEvent } from "./event-view";
import { viewEvent } from "./view-event";

const eventsMax = 200;

/** The newest events of an organization, drafts too, with every ticket type. */
export async function listOwnEvents({ organizationId }: Grant<"events:read">): Promise<ListedEvent[]> {
  const order = [desc(events.createdAt), asc(events.id)];
  const rows = await eventRows(eq(events.organizationId, organizationId), order, eventsMax);
  const types = rows.length > 0 ? await typeRows(rows.map(({ event }) => event.id)) : [];
  return rows.map((row) => {
    const { description: _, ...listed } = viewEvent(row, types);
    return listed;
  });
}
