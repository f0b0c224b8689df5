import { findRoom } from "@/db/queries/waiting-rooms";
import { announceDraw } from "./draw/announce";
import { inRoom } from "./in-room";
import { recall, remember } from "./known-rooms";
import { roomScript } from "./room-script";
import { settingsFields } from "./settings";

const script = roomScript<(string | number)[]>({ source: "mode", args: (fields) => fields });

/**
 * The store hears what the organizer set; something newer that it knows stays. A draft's room has nobody to hear of it,
 * and may be set again until it is published. Safe to repeat, and repeated: who died halfway is followed by others.
 */
export async function applySettings(eventId: string): Promise<void> {
  const room = await findRoom(eventId);
  if (room?.status !== "published" || room.settings.mode === "off") return;
  const { mode, opensAt } = room.settings;
  if (mode === "draw") await announceDraw(eventId, opensAt ? new Date(opensAt) : new Date());
  // All passes may have been revoked without the store having heard.
  if ((recall(eventId)?.epoch ?? room.epoch) < room.epoch) remember(eventId, room);
  await inRoom(eventId, (known) => script(eventId, known, [room.version, ...settingsFields(room.settings)]));
}
