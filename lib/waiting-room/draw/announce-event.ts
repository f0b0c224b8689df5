import type { Result } from "@/lib/core/result";
import { announceDraw } from "./announce";

type Published = { id: string; status: string; waitingRoom: { mode: string; opensAt: string | null } };

/** Hands an outcome on; an event it published with a draw has its rules announced first. Safe to repeat. */
export async function announcing<Outcome extends Result<Published, { kind: string }>>(outcome: Outcome) {
  if (!outcome.ok) return outcome;
  const { id, status, waitingRoom } = outcome.value;
  if (status !== "published" || waitingRoom.mode !== "draw") return outcome;
  await announceDraw(id, waitingRoom.opensAt ? new Date(waitingRoom.opensAt) : new Date());
  return outcome;
}
