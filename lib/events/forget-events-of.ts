import { desc, eq } from "drizzle-orm";
import { primary } from "@/db/client";
import { events } from "@/db/schema/events";
import { forgetEvent } from "./read-event";

const eventsMax = 500;

/** Called when what all events of an organization show has changed: the newest are read anew. Answers their slugs. */
export async function forgetEventsOf(organizationId: string): Promise<string[]> {
  const shown = await primary()
    .select({ id: events.id, slug: events.slug })
    .from(events)
    .where(eq(events.organizationId, organizationId))
    .orderBy(desc(events.startsAt))
    .limit(eventsMax);
  for (const event of shown) await forgetEvent(event);
  return shown.map(({ slug }) => slug);
}
