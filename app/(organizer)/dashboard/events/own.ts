import { notFound } from "next/navigation";
import { cache } from "react";
import { uuid } from "@/lib/core/uuid";
import { type OwnPool, ownEvent } from "@/lib/events/own-event";
import { pageGuard } from "../page-guard";

export type EventParams = { params: Promise<{ id: string }> };

/** The event of this address, for whoever may see it; read once however many parts of a page ask. */
export const ownEventOf = cache(async (id: string) => {
  const who = await pageGuard("events:read", `/dashboard/events/${id}`);
  const eventId = uuid.safeParse(id).data;
  const own = eventId ? await ownEvent({ ...who, eventId }) : undefined;
  if (!own?.ok) notFound();
  return { ...own.value, role: who.role };
});

export const capacityOf = (pools: OwnPool[]) => pools.reduce((sum, { capacity }) => sum + capacity, 0);
