import type { Transaction } from "@/db/client";
import { isDrawn } from "@/db/queries/draws";
import { hasCalled } from "@/db/queries/waiting-rooms";
import type { WaitingRoomSettings } from "@/db/schema/events";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { EventRecord, Refusal } from "./change-event";

type Owner = Pick<EventRecord, "id" | "status" | "waitingRoom">;

/**
 * Places that were given out stay. A draw that was opened is no plain line any more; one that is not yet, as its beacon
 * stays away, may become one. Once people of a line were called, nobody draws among them. Off is always possible, and
 * back to what it was. A lane that was opened stays.
 */
export async function checkRoom(
  tx: Transaction,
  { id, status, waitingRoom: before }: Owner,
  after: WaitingRoomSettings,
): Promise<Result<void, Refusal>> {
  const kept = new Set(after.lanes?.map(({ lane }) => lane));
  if (status === "published" && before.lanes?.some(({ lane }) => !kept.has(lane))) {
    return refuse({
      kind: "conflict",
      detail: "People may stand in that lane: without codes nobody joins it any more",
    });
  }
  if (after.mode === before.mode) return ok(undefined);
  if (after.mode === "line" && (await isDrawn(tx, id))) {
    return refuse({ kind: "conflict", detail: "Its places have been drawn: the room stays a draw" });
  }
  if (after.mode === "draw" && !(await isDrawn(tx, id)) && (await hasCalled(tx, id))) {
    return refuse({ kind: "conflict", detail: "Places of this line have been called: it stays a line" });
  }
  return ok(undefined);
}
