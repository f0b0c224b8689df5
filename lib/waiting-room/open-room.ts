import { findRoom, insertRoom } from "@/db/queries/waiting-rooms";
import { OutageError } from "@/lib/core/failure";
import { type Known, remember } from "./known-rooms";

/** What Postgres knows of the room; its first use makes it. */
export async function openRoom(eventId: string): Promise<Known> {
  if (!(await findRoom(eventId))) await insertRoom(eventId);
  const room = await findRoom(eventId);
  if (!room) throw new OutageError("the event of a waiting room is not there");
  return remember(eventId, room);
}
