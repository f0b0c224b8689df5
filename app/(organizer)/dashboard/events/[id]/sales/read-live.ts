import { briefly } from "@/lib/cache/briefly";
import { durations } from "@/lib/core/durations";
import type { Grant } from "@/lib/core/grant";
import { ok } from "@/lib/core/result";
import { liveSales } from "@/lib/events/live-sales";
import { snapshot } from "@/lib/inventory/snapshot";
import { hotRooms } from "@/lib/waiting-room/gate-document";
import { roomCounts } from "@/lib/waiting-room/room-counts";

async function countsOf(eventId: string, free: number) {
  const isHot = (await hotRooms()).some(([, room]) => room.id === eventId);
  if (!isHot) return undefined;
  return briefly(`room-counts:${eventId}`, durations.roomKeptMs, () => roomCounts(eventId, free));
}

/** The live figures of an event, with its stock gathered from the inventory and its waiting room's own. */
export async function readLive(who: Grant<"sales:read">, eventId: string) {
  let free = 0;
  const live = await liveSales({
    ...who,
    eventId,
    readStock: async () => {
      const stock = await snapshot(eventId);
      if (!stock.ok)
        return stock.problem.kind === "unavailable" ? { ok: false, problem: stock.problem } : ok(undefined);
      free = stock.value.free;
      return ok(stock.value.types);
    },
  });
  if (!live.ok) return live;
  const waitingRoom = await countsOf(eventId, free);
  return waitingRoom ? ok({ ...live.value, waitingRoom }) : live;
}
