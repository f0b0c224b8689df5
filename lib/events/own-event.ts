import { homesOf, ownEventRow, poolsOfEvents, soldOfEvents } from "@/db/queries/managed-events";
import type { WaitingRoomSettings } from "@/db/schema/events";
import type { Grant } from "@/lib/core/grant";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { EventView } from "./event-view";
import { eventNow } from "./read-event";

/** `hasSeats`: its places are seats of the event's plan, each with a name. */
export type OwnPool = { id: string; name: string; capacity: number; hasSeats: boolean };
export type OwnEvent = {
  event: EventView;
  /** Null for an event that fans have never seen: it may still become anything. */
  publishedAt: Date | null;
  pools: OwnPool[];
  /** Units with an owner who paid. */
  sold: number;
  /** By ticket type: its pool (none where it sells seats), and how many of it the type may have; null for all. */
  homes: Record<string, { poolId: string | null; capacity: number | null }>;
  /** How its waiting room is set. */
  room: WaitingRoomSettings;
};
type Asked = Grant<"events:read"> & { eventId: string };

/** An organization's own event past every cache, with what only its organizer sees. */
export async function ownEvent({ organizationId, eventId }: Asked): Promise<Result<OwnEvent, { kind: "not_found" }>> {
  const row = await ownEventRow(organizationId, eventId);
  const event = row && (await eventNow(eventId));
  if (!event) return refuse({ kind: "not_found" });
  const [pools, homes, [sold]] = await Promise.all([
    poolsOfEvents([eventId]),
    homesOf(eventId),
    soldOfEvents([eventId]),
  ]);
  return ok({
    event,
    publishedAt: row.event.publishedAt,
    room: row.event.waitingRoom,
    pools: pools.map(({ id, name, capacity, hasSeats }) => ({ id, name, capacity, hasSeats })),
    sold: sold?.units ?? 0,
    homes: Object.fromEntries(homes.map(({ id, ...home }) => [id, home])),
  });
}
