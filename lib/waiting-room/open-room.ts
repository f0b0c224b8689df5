import { findRoom, insertRoom } from "@/db/queries/waiting-rooms";
import { OutageError } from "@/lib/core/failure";
import { announceDraw } from "./draw/announce";
import { type Known, remember } from "./known-rooms";

/** What Postgres knows of the room; its first use makes it. */
export async function openRoom(eventId: string): Promise<Known> {
  if (!(await findRoom(eventId))) await insertRoom(eventId);
  const room = await findRoom(eventId);
  if (!room) throw new OutageError("the event of a waiting room is not there");
  const { mode, opensAt } = room.settings;
  // Its rules are told before anybody can register.
  if (mode === "draw") await announceDraw(eventId, opensAt ? new Date(opensAt) : new Date());
  return remember(eventId, room);
}
