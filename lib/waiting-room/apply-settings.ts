import { findRoom } from "@/db/queries/waiting-rooms";
import { inRoom } from "./in-room";
import { roomScript } from "./room-script";
import { settingsFields } from "./settings";

const script = roomScript<(string | number)[]>({ source: "mode", args: (fields) => fields });

/** The store hears what the organizer set; something newer that it knows stays. Safe to repeat. */
export async function applySettings(eventId: string): Promise<void> {
  const room = await findRoom(eventId);
  if (!room || room.settings.mode === "off") return;
  await inRoom(eventId, (known) => script(eventId, known, [room.version, ...settingsFields(room.settings)]));
}
