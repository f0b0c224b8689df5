import type { Transaction } from "@/db/client";
import { isDrawn } from "@/db/queries/draws";
import { hasCalled } from "@/db/queries/waiting-rooms";
import type { WaitingRoomSettings } from "@/db/schema/events";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Refusal } from "./change-event";

type Change = { eventId: string; before: WaitingRoomSettings; after: WaitingRoomSettings };

/**
 * Places that were given out stay. A draw that was opened is no plain line any more; one that is not yet, as its beacon
 * stays away, may become one. Once people of a line were called, nobody draws among them. Off is always possible, and
 * back to what it was.
 */
export async function checkRoom(tx: Transaction, { eventId, before, after }: Change): Promise<Result<void, Refusal>> {
  if (after.mode === before.mode) return ok(undefined);
  if (after.mode === "line" && (await isDrawn(tx, eventId))) {
    return refuse({ kind: "conflict", detail: "Its places have been drawn: the room stays a draw" });
  }
  if (after.mode === "draw" && !(await isDrawn(tx, eventId)) && (await hasCalled(tx, eventId))) {
    return refuse({ kind: "conflict", detail: "Places of this line have been called: it stays a line" });
  }
  return ok(undefined);
}
