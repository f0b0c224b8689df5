import { eq } from "drizzle-orm";
import { nextVersion } from "@/db/queries/waiting-rooms";
import { events, type WaitingRoomSettings } from "@/db/schema/events";
import { invariant } from "@/lib/core/invariant";
import { ok, type Result } from "@/lib/core/result";
import { changeEvent, type Refusal, type Stock } from "./change-event";
import { checkRoom } from "./check-room";
import type { Doer } from "./create-event";
import { waitingRoomSettings } from "./defaults";
import type { RoomPatch } from "./event-input";
import type { EventView } from "./event-view";
import { auditedRoom } from "./room-audit";

type Change = Doer & { eventId: string; patch: RoomPatch };
type Changed = { event: EventView; settings: WaitingRoomSettings };

/** Changes what the patch names of an event's waiting room. The room's store has to hear of it afterwards. */
export async function changeRoom({ patch, ...target }: Change, stock: Stock): Promise<Result<Changed, Refusal>> {
  let settings: WaitingRoomSettings | undefined;
  const changed = await changeEvent({ ...target, action: "waiting_room.changed" }, stock, async (tx, event) => {
    const before = event.waitingRoom;
    const after = waitingRoomSettings(before, patch);
    const fits = await checkRoom(tx, event, after);
    if (!fits.ok) return fits;
    settings = after;
    await tx.update(events).set({ waitingRoom: after }).where(eq(events.id, event.id));
    await nextVersion(tx, event.id);
    return ok({ before: auditedRoom(before), after: auditedRoom(after) });
  });
  if (!changed.ok) return changed;
  invariant(settings, "a change that was made has settings");
  return ok({ event: changed.value, settings });
}
