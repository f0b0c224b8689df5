import { inRoom } from "./in-room";
import { roomScript } from "./room-script";

type Revoked = { epoch: number; person?: string | undefined; isAll?: boolean };
const script = roomScript<Revoked>({
  source: "revoke",
  args: ({ epoch, person = "", isAll }) => [epoch, isAll ? "" : person, person],
});

/** The store hears whose sessions are over, one person's or everybody's, and who has no other turn. Safe to repeat. */
export async function applyRevocation(eventId: string, revoked: Revoked): Promise<void> {
  await inRoom(eventId, (known) => script(eventId, known, revoked));
}
