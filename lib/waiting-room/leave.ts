import { inRoom } from "./in-room";
import type { Pass } from "./pass";
import { roomScript } from "./room-script";

const script = roomScript<Pass>({ source: "leave", args: ({ person }) => [person, ""] });

/** The slot of whoever holds the pass is free; their turn is over. Again is the same. */
export async function leave(pass: Pass): Promise<void> {
  await inRoom(pass.event, (known) => script(pass.event, known, pass));
}
