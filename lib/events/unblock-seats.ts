import { unblockThese } from "@/db/queries/capacity";
import { insertOutbox } from "@/db/queries/outbox";
import { newId } from "@/lib/core/ids";
import { ok, type Result } from "@/lib/core/result";
import { told } from "@/lib/queue/tell";
import { changeEvent, type Refusal, type Stock } from "./change-event";
import type { Doer } from "./create-event";
import type { EventView } from "./event-view";
import { byPool, seatPlaces } from "./seat-places";

type Wish = Doer & { eventId: string; seats: string[] };

/** Puts blocked seats back on sale by name; those that are not blocked stay as they are. The outbox tells the stock. */
export async function unblockSeats({ seats, ...target }: Wish, stock: Stock): Promise<Result<EventView, Refusal>> {
  const { organizationId, eventId } = target;
  const found = await seatPlaces({ organizationId, eventId, seats });
  if (!found.ok) return found;
  return changeEvent({ ...target, action: "seats.unblocked" }, stock, async (tx, { generation }) => {
    let unblocked = 0;
    for (const [poolId, wanted] of byPool(found.value.places)) {
      const units = await unblockThese(tx, poolId, wanted);
      unblocked += units.length;
      const returnId = `unblock:${newId()}`;
      if (units.length > 0)
        await insertOutbox(tx, [told("unblock", returnId, { eventId, poolId, returnId, generation, units })]);
    }
    return ok({ before: { seats }, after: null, unchanged: unblocked === 0 });
  });
}
