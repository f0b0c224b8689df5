import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { watchDraw } from "./draw/watch-draw";
import { type HotRoom, hotRooms } from "./gate-document";
import { saveRoom } from "./save-room";

async function look({ id, mode }: HotRoom) {
  if (mode === "draw") await watchDraw(id);
  await saveRoom(id);
}

/** Each minute: what those who tick have not saved, as nobody asks any more. One room's failure is no other's. */
export async function saveRooms(): Promise<void> {
  const endsAt = Date.now() + durations.minuteJobMs;
  for (const [, room] of await hotRooms()) {
    if (Date.now() > endsAt) return;
    await look(room).catch((error: unknown) =>
      log.warn({ eventId: room.id, ...describeFailure(error) }, "a waiting room was not saved"),
    );
  }
}
