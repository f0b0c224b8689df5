import { type DrawRow, drawOf, storeClosing } from "@/db/queries/draws";
import { durations } from "@/lib/core/durations";
import { inRoom } from "../in-room";
import { roomScript } from "../room-script";
import { delaySeconds } from "./announce";
import { leavesOf, levelsOf, rootOf } from "./merkle";
import { readContents } from "./tree";

type Closing = Pick<DrawRow, "closesAt" | "count" | "root" | "drawnRound">;
const script = roomScript<Closing>({
  source: "close",
  args: ({ closesAt, count, root, drawnRound }) => [
    closesAt.getTime(),
    count ?? "",
    root ?? "",
    drawnRound ?? "",
    durations.drawGatheredMs,
  ],
});
const tell = (eventId: string, draw: Closing) => inRoom(eventId, (known) => script(eventId, known, draw));

/**
 * Ends the registration for a draw at its time: how many are drawn, then the root of all of them in the order of
 * joining, stored before it is shown. Safe to repeat and to do at once: the first root stored is the one. Undefined
 * while it is early, where nothing is drawn, or while people still bring their tickets again to a store that was lost.
 */
export async function closeDraw(draw: DrawRow): Promise<DrawRow | undefined> {
  const { eventId, saltKey } = draw;
  const [word, count] = await tell(eventId, draw);
  if (word !== "closed") return undefined;
  if (draw.root !== null) return draw;
  const leaves = await readContents(eventId, saltKey, Number(count));
  const root = rootOf(levelsOf(leavesOf(leaves))).toString("hex");
  await storeClosing(eventId, delaySeconds, { count: Number(count), root, leaves });
  const closed = await drawOf(eventId);
  if (closed) await tell(eventId, closed);
  return closed;
}
