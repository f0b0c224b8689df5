import { createHash } from "node:crypto";
import { z } from "zod";
import { hotEvents } from "@/db/queries/gates";
import type { WaitingRoomSettings } from "@/db/schema/events";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import type { Gate, GateDocument } from "./gate";

/** The gate document as it is told; the edge, which cannot carry this, reads it by its type alone. */
export const gateView = z
  .object({
    v: z.string().describe("Changes with the document."),
    events: z
      .record(
        z.string(),
        z.object({
          id: z.uuid(),
          mode: z.enum(["off", "line", "draw"]),
          epoch: z.int(),
          revoked: z.array(z.string()).describe("The first characters of the hash of each person let out again."),
        }),
      )
      .describe("By slug. An event it does not name is open."),
  })
  .meta({ id: "Gates" }) satisfies z.ZodType<GateDocument>;

/** An event behind a waiting room, with what its organizer set. */
export type HotRoom = Gate & { settings: WaitingRoomSettings };

let kept: { document: GateDocument; rooms: Map<string, HotRoom>; at: number } | undefined;
let underway: Promise<GateDocument> | undefined;

async function load(): Promise<GateDocument> {
  const rows = await hotEvents();
  const rooms = new Map(
    rows.map(({ slug, id, waitingRoom: settings, epoch, revoked }): [string, HotRoom] => [
      slug,
      { id, mode: settings.mode, epoch: epoch ?? 0, revoked: revoked ?? [], settings },
    ]),
  );
  const events = Object.fromEntries([...rooms].map(([slug, { settings: _, ...gate }]): [string, Gate] => [slug, gate]));
  const v = createHash("sha256").update(JSON.stringify(events)).digest("hex").slice(0, 16);
  kept = { document: { v, events }, rooms, at: Date.now() };
  return kept.document;
}

function refresh(): Promise<GateDocument> {
  underway ??= load().finally(() => {
    underway = undefined;
  });
  return underway;
}

/** Which events are behind a waiting room, from Postgres, at most 2 s old; stale while Postgres does not answer. */
export async function gateDocument(): Promise<GateDocument> {
  if (kept && Date.now() - kept.at < durations.gatesKeptMs) return kept.document;
  try {
    return await refresh();
  } catch (error) {
    if (!kept) throw error;
    log.warn(describeFailure(error), "the gate document is stale");
    // Not again for a while: every request would wait for the same failure.
    kept.at = Date.now();
    return kept.document;
  }
}

/** The room of this address, if it is hot: known without Redis, like the document. */
export async function hotRoom(slug: string): Promise<HotRoom | undefined> {
  await gateDocument();
  return kept?.rooms.get(slug);
}

/** Every hot room by its address. */
export async function hotRooms(): Promise<[slug: string, room: HotRoom][]> {
  await gateDocument();
  return [...(kept?.rooms ?? [])];
}
