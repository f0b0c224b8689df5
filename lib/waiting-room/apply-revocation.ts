import { inRoom } from "./in-room";
import { roomScript } from "./room-script";

type Revoked = { epoch: number; person: string };
const script = roomScript<Revoked>({ source: "revoke", args: ({ epoch, person }) => [epoch, person] });

/** The store hears whose sessions are over: one person's, or with "" everybody's. Safe to repeat. */
export async function applyRevocation(eventId: string, revoked: Revoked): Promise<void> {
  await inRoom(eventId, (known) => script(eventId, known, revoked));
}
